/** The lines of a piece of the source that a step runs: a method, without what describes it. No DOM. */

/** @type {Record<string, string>} the piece of each kind of step */
const PIECES = {
  conv: "conv2d",
  projection: "conv2d",
  norm: "batch_norm",
  relu: "relu",
  pad: "subsample_and_pad",
  identity: "block",
  input: "block",
  sum: "block",
};

/** @param {string} kind of a step @param {string} norm of the settings */
export const pieceOf = (kind, norm) =>
  kind === "norm" && norm === "instance" ? "instance_norm" : PIECES[kind];

/**
 * A method of a class's text, its docstring left out.
 * @param {string} source
 * @param {string} name of the method
 * @returns {{line: number, text: string} | null} `line`: where it begins, from 0; null: there is none
 */
export function methodOf(source, name) {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`    def ${name}(`));
  if (start < 0) return null;
  const rest = lines.slice(start + 1).findIndex((line) => /^ {0,4}\S/.test(line));
  const body = lines
    .slice(start, rest < 0 ? lines.length : start + 1 + rest)
    .map((line) => line.slice(4));
  return { line: start, text: withoutDocstring(body).join("\n").trimEnd() };
}

const MARK = '"""';

/** @param {string[]} lines */
function withoutDocstring(lines) {
  const first = lines.findIndex((line) => line.trimStart().startsWith(MARK));
  if (first < 0) return lines;
  const inOneLine =
    lines[first].trim().length > MARK.length && lines[first].trimEnd().endsWith(MARK);
  const last = inOneLine
    ? first
    : lines.findIndex((line, i) => i > first && line.trimEnd().endsWith(MARK));
  return [...lines.slice(0, first), ...lines.slice(last + 1)];
}
