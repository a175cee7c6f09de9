/** The files that a widget can be saved as, by their names in the menu. */
import version from "../../generated/version.json";
import { asCsv } from "./csv.js";
import { linkTo } from "./links.js";
import { chartsIn, picture, svgText } from "./picture.js";
import { asPng } from "./png.js";
import { asScript } from "./script.js";
import { settingsInWords } from "./shareable.js";

/** @typedef {import("./shareable.js").Shareable} Shareable */

/** @type {Record<string, {ending: string, make: (widget: Shareable) => Blob | Promise<Blob>}>} */
export const EXPORTS = {
  SVG: {
    ending: "svg",
    make: (widget) => new Blob([svgText(drawn(widget))], { type: "image/svg+xml" }),
  },
  PNG: { ending: "png", make: (widget) => asPng(drawn(widget)) },
  CSV: {
    ending: "csv",
    make: (widget) => new Blob([asCsv(widget.results, widget.scheme.table)], { type: "text/csv" }),
  },
  JSON: {
    ending: "json",
    make: (widget) => new Blob([asJson(widget)], { type: "application/json" }),
  },
  "Python script": {
    ending: "py",
    make: async (widget) => new Blob([await asScript(widget)], { type: "text/x-python" }),
  },
};

/** @param {Shareable} widget */
function drawn(widget) {
  const { scheme, state, heading, verdict, results, renderRoot } = widget;
  const shown = results.runs ?? results.stacks;
  // The recording has settings of its own, and each of several runs its own shortcut.
  const config = shown[0]?.config ?? state.config;
  const settings = settingsInWords(scheme.table, config, shown.length > 1 ? ["shortcut"] : []);
  const origin = results.source === "recorded" ? "Recorded when the page was built. " : "";
  const address = linkTo(widget);
  const words = { title: heading, verdict, settings: origin + settings, address };
  return picture(chartsIn(renderRoot), words, widget);
}

/**
 * Everything that is shown, with what it takes to compute it again. JSON has no word for infinity or
 * for what is not a number, so these stand as text.
 * @param {Shareable} widget
 */
function asJson(widget) {
  const { name, state, results } = widget;
  const content = {
    made: "Residual Explorer",
    ...version,
    widget: name,
    address: linkTo(widget),
    settings: state.config,
    ...results,
  };
  const plain = (/** @type {string} */ _, /** @type {unknown} */ value) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(content, plain, 1)}\n`;
}

/** @param {Shareable} widget @param {string} ending */
export const fileName = (widget, ending) =>
  `residual-explorer-${widget.name}-depth-${widget.state.config.depth}.${ending}`;
