/** The files that a widget can be saved as, by their names in the menu. */
import version from "../../generated/version.json";
import { asCsv } from "./csv.js";
import { linkTo } from "./links.js";
import { chartsIn, picture, svgText } from "./picture.js";
import { asPng } from "./png.js";
import { asScript } from "./script.js";
import { originOf, settingsInWords } from "./shareable.js";

/** @typedef {import("./shareable.js").Shareable} Shareable */

/** @type {Record<string, {ending: string, make: (widget: Shareable) => Blob | Promise<Blob>}>} */
export const EXPORTS = {
  SVG: {
    ending: "svg",
    make: (widget) => new Blob([svgText(drawing(widget))], { type: "image/svg+xml" }),
  },
  PNG: { ending: "png", make: (widget) => asPng(drawing(widget)) },
  CSV: {
    ending: "csv",
    make: ({ tables: [first] }) => new Blob([asCsv(first)], { type: "text/csv" }),
  },
  JSON: {
    ending: "json",
    make: (widget) => new Blob([asJson(widget)], { type: "application/json" }),
  },
  Animation: {
    ending: "webm",
    make: async (widget) => (await import("./animation.js")).asAnimation(widget),
  },
  "Python script": {
    ending: "py",
    make: async (widget) => new Blob([await asScript(widget)], { type: "text/x-python" }),
  },
};

/** @param {Shareable} widget */
function drawing(widget) {
  const { scheme, state, heading, verdict, drawn, renderRoot } = widget;
  const { runs, except } = drawn;
  // What is drawn may have other settings than those that are set, and several runs each their own.
  const config = runs[0]?.config ?? state.config;
  const settings = settingsInWords(scheme.table, config, runs.length > 1 ? except : []);
  const address = linkTo(widget);
  const words = { title: heading, verdict, settings: originOf(runs) + settings, address };
  return picture(chartsIn(renderRoot), words, widget);
}

/**
 * Everything that is shown, with what it takes to compute it again. JSON has no word for infinity or
 * for what is not a number, so these stand as text.
 * @param {Shareable} widget
 */
function asJson(widget) {
  const { name, state, results, tables } = widget;
  const content = {
    made: "Residual Explorer",
    ...version,
    widget: name,
    address: linkTo(widget),
    settings: state.config,
    ...results,
    tables,
  };
  const plain = (/** @type {string} */ _, /** @type {unknown} */ value) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(content, plain, 1)}\n`;
}

/** The endings of what may come out otherwise than was hoped for. @type {Record<string, string>} */
const ENDINGS = { "video/mp4": "mp4" };

/**
 * Makes a file of a widget.
 * @param {Shareable} widget
 * @param {string} format one of `EXPORTS`
 */
export async function asFile(widget, format) {
  const { ending, make } = EXPORTS[format];
  const content = await make(widget);
  return { name: fileName(widget, ENDINGS[content.type] ?? ending), content };
}

/**
 * A script is of the settings that are set; all others are of what is drawn.
 * @param {Shareable} widget
 * @param {string} ending
 */
export function fileName({ name, state, drawn, fileWords }, ending) {
  const [first] = ending === "py" || drawn.except.includes("depth") ? [] : drawn.runs;
  const { depth } = (first ?? state).config;
  return `residual-explorer-${name}-${fileWords ?? `depth-${depth}`}.${ending}`;
}
