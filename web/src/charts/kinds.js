/** How each kind of network looks and is called, everywhere: colour, dash and name. */

/** @type {Record<string, {colour: string, dash: string, name: string}>} */
export const KINDS = {
  plain: { colour: "var(--plain)", dash: "5 3", name: "plain" },
  residual: { colour: "var(--residual)", dash: "", name: "with skips" },
};
