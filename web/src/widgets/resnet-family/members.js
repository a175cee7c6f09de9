/** The networks of the paper's table, and what is told of one. Plain data; no DOM. */
import { isAsPrinted, networkOf, presetOf } from "./counted.js";
import { PUBLISHED } from "./known.js";

/** @typedef {import("../../settings/settings.js").Config} Config */
/** @typedef {import("../../settings/settings.js").SettingsTable} SettingsTable */

/** Multiply-adds of a preset as published. @param {string} name */
const flopsOf = (name) => PUBLISHED.flops[name.replace("resnet", "")];

/**
 * @param {SettingsTable} table
 * @param {import("./known.js").KnownCounts} known
 * @returns {import("./tables.js").Member[]}
 */
export const membersOf = (table, known) =>
  Object.entries(table.presets).map(([name, { label, values }]) => {
    const config = { ...table.defaults, ...values };
    const { counts } = /** @type {NonNullable<ReturnType<typeof known.find>>} */ (
      known.find(config)
    );
    return { name, label, network: networkOf(config, counts), flops: flopsOf(name) };
  });

/** In what it differs from the paper's networks, but for its blocks and its image, in words. @param {SettingsTable} table @param {Config} config */
function ownWords(table, config) {
  /** @type {Record<string, (value: string | number) => string>} */
  const words = {
    shortcut: (option) => (option === "none" ? "no skips" : `option ${option}`),
    stride_in: () => "the stride in the 3×3",
    width: (width) => `width ${width}`,
  };
  return Object.entries(words)
    .filter(([name]) => config[name] !== table.defaults[name] && table.applies(name, config))
    .map(([name, say]) => say(config[name]))
    .join(", ");
}

/**
 * @param {SettingsTable} table
 * @param {Config} config
 * @param {import("./sentence.js").Told["network"]} network
 * @returns {import("./sentence.js").Told}
 */
export function toldOf(table, config, network) {
  const preset = presetOf(table, config);
  return {
    network,
    name: preset ? table.presets[preset].label : "",
    own: ownWords(table, config),
    size: Number(config.size),
    shortcut: String(config.shortcut),
    published: preset && isAsPrinted(table, config) ? flopsOf(preset) : null,
  };
}
