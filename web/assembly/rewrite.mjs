/** A plugin for esbuild that changes other people's modules on their way into a bundle. */
import { readFileSync } from "node:fs";

/**
 * @param {Record<string, string | [found: string | RegExp, replacement: string][]>} rules by a module's
 *   path in `node_modules`: what stands in for it, or what in it is replaced; each module has to be
 *   there, and each text to be found once, so that a new version of a library cannot slip past
 */
export const rewrite = (rules) => ({
  name: "rewrite",
  setup(bundle) {
    const unmet = new Set(Object.keys(rules));
    for (const [module, rule] of Object.entries(rules)) {
      const filter = new RegExp(`node_modules/${module}$`.replace(/[/.]/g, "[$&\\\\]"));
      bundle.onLoad({ filter }, ({ path }) => {
        unmet.delete(module);
        return { contents: typeof rule === "string" ? rule : replaced(path, rule) };
      });
    }
    bundle.onEnd(({ errors }) => {
      if (errors.length || !unmet.size) return {};
      return { errors: [{ text: `not in the bundle any more: ${[...unmet].join(", ")}` }] };
    });
  },
});

function replaced(path, rule) {
  let text = readFileSync(path, "utf8");
  for (const [found, replacement] of rule) {
    const parts = text.split(found);
    if (parts.length !== 2) throw new Error(`${parts.length - 1} times in ${path}: ${found}`);
    text = parts.join(replacement);
  }
  return text;
}
