/** The keys of the walk: Space and the arrows step, but where they have a meaning of their own. */

/** What each does. @type {Record<string, 1 | -1>} */
const STEPS = { " ": 1, ArrowRight: 1, ArrowLeft: -1 };

/** Where Space, and the arrows, are somebody else's. */
const OWN = {
  space: "button, summary, input, select, textarea, a, dialog",
  arrow: "input, select, textarea, pre, dialog",
};

/** @param {KeyboardEvent} event @returns {1 | -1 | undefined} undefined: it is no step */
export function stepOf(event) {
  const { key, defaultPrevented, ctrlKey, metaKey, altKey } = event;
  if (defaultPrevented || ctrlKey || metaKey || altKey) return undefined;
  const own = key === " " ? OWN.space : OWN.arrow;
  const taken = event.composedPath().some((part) => part instanceof Element && part.matches(own));
  return taken ? undefined : STEPS[key];
}
