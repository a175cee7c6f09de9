/**
 * Pinned runs as others give them, by the property `pinned` or from an earlier visit: each is whole and
 * of the table's settings, or refused before anything is touched.
 */
import { kindOf } from "./kinds.js";
import { cleanName, MOST_PINS } from "./pins.js";
import { shown, theFirst } from "./text.js";

/** @typedef {import("./settings.js").SettingsTable} SettingsTable */

/**
 * A pinned run that is whole, as plain data. Without a name the widget finds one.
 * @typedef {object} GivenPin
 * @property {string} name
 * @property {import("./settings.js").Config} config
 * @property {number[]} loss
 * @property {number[]} accuracy
 * @property {number[]} testEpochs
 * @property {number[]} testLoss
 * @property {number[]} testAccuracy
 * @property {number | null} divergedAt
 * @property {boolean} done
 * @property {number | null} epochsPerSecond
 * @property {"recorded" | "live" | null} [source] of its curves; null: not known
 * @property {boolean} highlighted
 */

/**
 * @param {SettingsTable} table
 * @param {unknown} given
 * @returns {GivenPin[]}
 * @throws {TypeError | RangeError} naming the run by its index, its field, the value and what is allowed
 */
export function checkedPins(table, given) {
  if (!Array.isArray(given)) return refuse("pinned", given, "a list of objects with a `config`");
  if (given.length > MOST_PINS) {
    throw new RangeError(
      `pinned: ${given.length} pinned runs are not allowed; use up to ${MOST_PINS}.`,
    );
  }
  return Array.from(given, (one, i) => checkedPin(table, one, `pinned[${i}]`));
}

/**
 * @param {SettingsTable} table
 * @param {any} given
 * @param {string} [where] what messages call it
 * @returns {GivenPin}
 */
export function checkedPin(table, given, where = "pinned") {
  if (!isObject(given)) return refuse(where, given, "an object with a `config`");
  const { config: settings, kind, name } = given;
  const config = checkedConfig(table, settings, `${where}.config`);
  // What is drawn as the network of some settings has to be that network, not an edited one.
  const made = kindOf(config);
  if ((kind ?? made) !== made) {
    refuse(`${where}.kind`, kind, `${made}, which its settings make`, "string");
  }
  if (name !== undefined && name !== null && typeof name !== "string") {
    refuse(`${where}.name`, name, "a text", "string");
  }
  return {
    name: cleanName(name ?? ""),
    config,
    ...checkedCurves(given, Number(config.epochs), where),
    ...checkedOutcome(given, Number(config.epochs), where),
  };
}

/**
 * @param {SettingsTable} table
 * @param {any} given
 * @param {string} where
 */
function checkedConfig(table, given, where) {
  if (!isObject(given)) refuse(where, given, "an object of settings");
  const { config, problems } = table.read((name) => given[name]);
  if (problems.length === 0) return config;
  const odd = table.names.some((name) => isOdd(given[name]));
  const Refusal = odd ? TypeError : RangeError;
  throw new Refusal(theFirst(problems.map((problem) => `${where}: ${problem}.`)).join(" "));
}

/**
 * @param {Record<string, unknown>} given
 * @param {number} epochs as many as there may be values
 * @param {string} where
 */
function checkedCurves(given, epochs, where) {
  const read = (/** @type {string} */ field, /** @type {Check} */ check) =>
    checkedList(given[field], `${where}.${field}`, epochs, check);
  const curves = {
    loss: read("loss", LOSS),
    accuracy: read("accuracy", SHARE),
    testEpochs: read("testEpochs", wholeTo(epochs)),
    testLoss: read("testLoss", NUMBER),
    testAccuracy: read("testAccuracy", NUMBER),
  };
  alike(curves.accuracy, "accuracy", [0, curves.loss.length], where);
  alike(curves.testLoss, "testLoss", [curves.testEpochs.length], where);
  alike(curves.testAccuracy, "testAccuracy", [curves.testEpochs.length], where);
  return curves;
}

/**
 * @param {Record<string, any>} given
 * @param {number} epochs
 * @param {string} where
 */
function checkedOutcome(given, epochs, where) {
  const read = (
    /** @type {string} */ field,
    /** @type {Check} */ check,
    /** @type {unknown} */ usual,
  ) => {
    const value = given[field] ?? usual;
    if (value !== usual && !check.holds(value)) {
      refuse(`${where}.${field}`, value, check.words, check.type);
    }
    return value;
  };
  return {
    divergedAt: read("divergedAt", wholeTo(epochs), null),
    done: read("done", FLAG, false),
    epochsPerSecond: read("epochsPerSecond", SPEED, null),
    highlighted: read("highlighted", FLAG, false),
    source: read("source", SOURCE, null),
  };
}

/** @typedef {{type: string, words: string, holds: (value: any) => boolean}} Check */

/** @type {Check} */
const NUMBER = { type: "number", words: "a number", holds: (value) => typeof value === "number" };
/** @type {Check} */
const LOSS = { type: "number", words: "a finite number", holds: Number.isFinite };
/** @type {Check} */
const SPEED = {
  type: "number",
  words: "a finite number from 0",
  holds: (value) => Number.isFinite(value) && value >= 0,
};
/** @type {Check} */
const SHARE = {
  type: "number",
  words: "a number from 0 to 1",
  holds: (value) => Number.isFinite(value) && value >= 0 && value <= 1,
};
/** @type {Check} */
const FLAG = {
  type: "boolean",
  words: "true or false",
  holds: (value) => typeof value === "boolean",
};
/** @type {Check} */
const SOURCE = {
  type: "string",
  words: "recorded or live",
  holds: (value) => ["recorded", "live"].includes(value),
};

/** @param {number} most @returns {Check} */
const wholeTo = (most) => ({
  type: "number",
  words: `a whole number from 1 to ${most}, its epochs`,
  holds: (value) => Number.isInteger(value) && value >= 1 && value <= most,
});

/**
 * @param {any} given
 * @param {string} where
 * @param {number} most
 * @param {Check} check
 * @returns {number[]}
 */
function checkedList(given, where, most, check) {
  if (given === undefined) return [];
  if (!isList(given)) refuse(where, given, "a list of numbers");
  if (given.length > most) {
    throw new RangeError(
      `${where}: ${given.length} values are not allowed; use up to ${most}, its epochs.`,
    );
  }
  const values = Array.from(given);
  const bad = values.findIndex((value) => !check.holds(value));
  if (bad >= 0) refuse(`${where}[${bad}]`, values[bad], check.words, check.type);
  return values;
}

/**
 * @param {number[]} values
 * @param {string} field
 * @param {number[]} lengths the allowed ones
 * @param {string} where
 */
function alike(values, field, lengths, where) {
  if (lengths.includes(values.length)) return;
  throw new RangeError(
    `${where}.${field}: ${values.length} values are not allowed; use ${[...new Set(lengths)].join(" or ")}.`,
  );
}

/** Whether a value is of no type that a setting may have. @param {unknown} value */
const isOdd = (value) => !["undefined", "number", "string"].includes(typeof value);

/** Typed arrays are lists too, as a worker sends them. @param {unknown} value */
const isList = (value) =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {string} where
 * @param {unknown} value
 * @param {string} allowed
 * @param {string} [type] that it should have had; one of it is out of range
 * @returns {never}
 */
function refuse(where, value, allowed, type) {
  const Refusal = typeof value === type ? RangeError : TypeError;
  throw new Refusal(`${where}: ${shown(value)} is not allowed; use ${allowed}.`);
}
