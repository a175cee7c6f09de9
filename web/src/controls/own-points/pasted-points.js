/**
 * Points from text, two numbers and a label a line; the same as in py/residual/data/pasted_points.py,
 * which says what is read and how it is brought into the plane.
 */
import { FEWEST, lacking, MOST, PLANE_STEPS, thousandths } from "../../settings/own-points.js";
import { shown } from "../../settings/text.js";

/** @typedef {import("../../settings/own-points.js").Point} Point */

const A_LINE = "two numbers and a label, such as 0.3, -0.2, A";
const DECIMAL = /^[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?$/;
const LARGEST = 1e100;
const FIELDS = 3;
const BLANK = " \t\f\v\u00a0\ufeff";
const BLANKS = new RegExp(`[${BLANK}]+`);

/**
 * @param {string} text
 * @returns {{points: Point[], problems: string[]}} the points are whole only without problems; each
 *   problem of a line begins with its number
 */
export function readPasted(text) {
  const rows = fieldsOf(text).map(({ number, fields }) => rowOf(number, fields));
  const bad = rows.flatMap(({ problem }) => problem ?? []);
  const problems = bad.length ? bad : notTwoClasses(rows);
  if (problems.length) return { points: [], problems };
  const [first] = inOrder([...new Set(rows.map(({ label }) => label))]);
  const places = intoThePlane(rows.map(({ x, y }) => [x, y]));
  const points = places.map(([x, y], i) => ({
    x: onGrid(x),
    y: onGrid(y),
    label: rows[i].label === first ? 0 : 1,
  }));
  const missing = lacking(points);
  return missing ? { points: [], problems: [missing] } : { points, problems: [] };
}

/** A zero has no sign there. @param {number} value */
const onGrid = (value) => thousandths(value) / 1000 + 0;

/**
 * Points that all lie in the plane stay; else each coordinate is stretched by itself, from -1 to 1.
 * @param {number[][]} places
 */
export function intoThePlane(places) {
  const inside = (/** @type {number} */ value) => Math.abs(thousandths(value)) <= PLANE_STEPS;
  if (places.every((place) => place.every(inside))) return places;
  const ranges = [0, 1].map((axis) => {
    const values = places.map((place) => place[axis]);
    return { low: Math.min(...values), high: Math.max(...values) };
  });
  return places.map((place) =>
    place.map((value, axis) => {
      const { low, high } = ranges[axis];
      return high > low ? ((value - low) / (high - low)) * 2 - 1 : 0;
    }),
  );
}

/** @param {string} text @returns {{number: number, fields: string[]}[]} of each line that is to be a point */
function fieldsOf(text) {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ number: i + 1, bare: stripped(line) }))
    .filter(({ bare }) => bare && !bare.startsWith("#"))
    .map(({ number, bare }) => ({ number, fields: parted(bare) }));
  const isHeader = lines[0] && !lines[0].fields.slice(0, 2).some((field) => DECIMAL.test(field));
  return isHeader ? lines.slice(1) : lines;
}

/** Without the blanks around it. @param {string} text */
function stripped(text) {
  let [start, end] = [0, text.length];
  while (start < end && BLANK.includes(text[start])) start += 1;
  while (end > start && BLANK.includes(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

/** @param {string} line */
function parted(line) {
  const mark = ["\t", ";", ","].find((each) => line.includes(each));
  return (mark ? line.split(mark) : byBlanks(line)).map((part) => unquoted(stripped(part)));
}

/** What stands after the second blank is one field: a label may have blanks. @param {string} line */
function byBlanks(line) {
  const parts = [];
  let rest = line;
  while (parts.length < FIELDS - 1) {
    const blank = BLANKS.exec(rest);
    if (!blank) break;
    parts.push(rest.slice(0, blank.index));
    rest = rest.slice(blank.index + blank[0].length);
  }
  return [...parts, rest];
}

/** @param {string} field */
function unquoted(field) {
  const quoted = field.length > 1 && field[0] === field.at(-1) && `"'`.includes(field[0]);
  return quoted ? stripped(field.slice(1, -1)) : field;
}

/**
 * @param {number} number of the line
 * @param {string[]} fields
 * @returns {{number: number, x: number, y: number, label: string, problem?: string}}
 */
function rowOf(number, fields) {
  const [x, y] = fields.map((field) => (DECIMAL.test(field) ? numberOf(field) : Number.NaN));
  return { number, x, y, label: fields[2] ?? "", problem: problemOf(number, fields, [x, y]) };
}

/** @param {number} number @param {string[]} fields @param {number[]} values */
function problemOf(number, fields, values) {
  const at = `line ${number}: `;
  if (fields.length !== FIELDS) {
    return `${at}fields: ${fields.length} are not allowed; use ${A_LINE}`;
  }
  const bad = values.findIndex((value) => !(Math.abs(value) <= LARGEST));
  if (bad >= 0) {
    return `${at}${"xy"[bad]}: ${shown(fields[bad])} is not allowed; use a number from -1e100 to 1e100`;
  }
  if (fields[2]) return undefined;
  return `${at}label: nothing is not allowed; use one of two labels, such as A`;
}

/** @param {string} field */
const numberOf = (field) => Number(field.replace(",", "."));

/** @param {{number: number, label: string}[]} rows */
function notTwoClasses(rows) {
  if (rows.length < FEWEST || rows.length > MOST) {
    return [`points: ${rows.length} are not allowed; use ${FEWEST} to ${MOST}`];
  }
  const [first, second] = new Set(rows.map(({ label }) => label));
  if (second === undefined) {
    return [`label: ${shown(first)} alone is not allowed; use two labels`];
  }
  return rows
    .filter(({ label }) => label !== first && label !== second)
    .map(
      ({ number, label }) =>
        `line ${number}: label: ${shown(label)} is not allowed beside ${shown(first)} and ${shown(second)}; use two labels`,
    );
}

/** Numbers by size, others by their code units. @param {string[]} labels */
function inOrder(labels) {
  const byText = [...labels].sort();
  const areNumbers = byText.every((label) => DECIMAL.test(label));
  return areNumbers ? byText.sort((one, other) => numberOf(one) - numberOf(other)) : byText;
}
