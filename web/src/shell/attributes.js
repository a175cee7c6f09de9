/** A widget's state in the attributes of its element. No DOM in here. */
import { keysOf, readState } from "../settings/address.js";
import { PAIRED, SHOWN } from "../settings/pair.js";

/** @typedef {import("../settings/address.js").Scheme} Scheme */
/** @typedef {import("../settings/address.js").State} State */
/** The text of an attribute; null where there is none. @typedef {(name: string) => string | null} TextOf */

/** An address's key as an attribute. @param {string} key */
export const attributeOf = (key) => key.replaceAll("_", "-");

/**
 * @param {Scheme} scheme
 * @param {TextOf} textOf
 * @param {string[]} keys
 * @param {State} base what applies where the attributes say nothing
 */
export function readAttributes(scheme, textOf, keys, base) {
  const texts = keys.flatMap((key) => {
    const text = textOf(attributeOf(key));
    return text === null ? [] : [[key, text]];
  });
  return readState(scheme, "", base, String(new URLSearchParams(texts)));
}

/**
 * The state once some attributes have changed; what one that is gone spoke of is as it would be without it.
 * @param {Scheme} scheme
 * @param {TextOf} textOf
 * @param {string[]} names of attributes
 * @param {{state: State, always: State}} now the present state, and where attributes say nothing
 * @returns {{state: State, problems: string[], keys: string[]}}
 */
export function afterChange(scheme, textOf, names, { state: present, always }) {
  // A preset gives all settings, and what attributes say of them goes before it.
  const preset = names.includes("preset");
  const keys = keysOf(scheme).filter(
    (key) => names.includes(attributeOf(key)) || (preset && scheme.table.rows.has(key)),
  );
  const missing = keys.filter((key) => textOf(attributeOf(key)) === null);
  // What one network's settings said of what is shown goes with them.
  if (PAIRED.some((key) => missing.includes(key)) && textOf(SHOWN.name) === null) {
    missing.push(SHOWN.name);
  }
  const usual = readAttributes(scheme, textOf, ["preset"], always).state;
  const base = withUsual(present, usual, missing);
  const { state, problems } = readAttributes(scheme, textOf, keys, base);
  return { state, problems, keys };
}

/**
 * A state with some of its fields as they usually are.
 * @param {State} state
 * @param {State} usual
 * @param {string[]} keys
 * @returns {State}
 */
function withUsual(state, usual, keys) {
  const some = (/** @type {"config" | "viewSettings"} */ part) => {
    const fields = Object.keys(usual[part]).filter((key) => keys.includes(key));
    return { ...state[part], ...Object.fromEntries(fields.map((key) => [key, usual[part][key]])) };
  };
  return {
    config: some("config"),
    viewSettings: some("viewSettings"),
    pins: keys.includes("pin") ? usual.pins : state.pins,
    hide: keys.includes("hide") ? usual.hide : state.hide,
  };
}
