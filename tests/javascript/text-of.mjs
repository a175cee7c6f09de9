/** The texts of a template of the stand-in for lit, and of lists of them, in the order in which they are read. */
export function textOf(part) {
  if (Array.isArray(part)) return part.map(textOf).join("");
  if (part?.strings) return part.strings.flatMap((text, i) => [text, textOf(part.values[i])]).join("");
  return typeof part === "string" || typeof part === "number" ? String(part) : "";
}
