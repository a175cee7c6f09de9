/**
 * The parts of a widget that an embed can leave out, by the words that `hide` in its address knows; a
 * setting is left out by its name.
 */

/** @type {Record<string, {words: string, selector: string}>} */
export const PARTS = {
  controls: { words: "All controls", selector: ".controls" },
  more: { words: "The settings behind More", selector: ".more" },
  compare: { words: "Pinned runs, sweep and seeds", selector: ".compare, .plans, .pinned, .chips" },
  views: { words: "The choice of views", selector: ".view-switch, .axis-title" },
  tools: { words: "Links, embedding, files", selector: "share-tools" },
  code: { words: "Show the code", selector: ".show-code, code-panel" },
  numbers: { words: "Show the numbers", selector: ".numbers" },
};

/**
 * Hides the named parts and settings, and shows what was hidden before and is named no more.
 * @param {ParentNode} root
 * @param {string[]} names
 */
export function hideParts(root, names) {
  const selectors = names.map((name) =>
    Object.hasOwn(PARTS, name) ? PARTS[name].selector : `[data-setting="${CSS.escape(name)}"]`,
  );
  const hidden = selectors.length ? [...root.querySelectorAll(selectors.join(","))] : [];
  for (const part of root.querySelectorAll("[data-left-out]")) {
    if (!hidden.includes(part)) show(part, true);
  }
  for (const part of hidden) show(part, false);
}

/** @param {Element} part @param {boolean} shown */
function show(part, shown) {
  part.toggleAttribute("data-left-out", !shown);
  part.toggleAttribute("hidden", !shown);
}
