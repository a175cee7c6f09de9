/** A table of results as CSV (RFC 4180). */

import { legal } from "../settings/text.js";

/** Without this mark spreadsheets read the file in a code page of their own. */
const UTF8 = "\uFEFF";
/** A spreadsheet would compute a text that begins so. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * @param {import("../charts/data-table.js").Table} table
 */
export function asCsv({ columns, rows }) {
  const lines = [columns.map(({ name }) => name), ...rows];
  return `${UTF8}${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** @param {import("../charts/data-table.js").Cell} value */
function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const plain = legal(value); // a null character ends the table in some readers
  const text = FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
