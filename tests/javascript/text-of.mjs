/** The texts of a template of the stand-in for lit, in the order in which they are read. */
export function textOf(part) {
  if (part?.strings) return part.strings.flatMap((text, i) => [text, textOf(part.values[i])]).join("");
  return typeof part === "string" || typeof part === "number" ? String(part) : "";
}
