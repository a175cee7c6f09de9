/**
 * What modules of the page find in Node: what Python writes for them when the page is built, asked of it
 * now; and in the place of a browser's libraries templates that are only their parts, and charts that
 * nobody can draw. `node --import` loads it before the tests.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";

const LIT = `
  export const html = (strings, ...values) => ({ strings, values });
  export const [svg, css] = [html, html];
  export const [nothing, noChange] = [Symbol("nothing"), Symbol("noChange")];
  export class LitElement {}
`;
const STAND_INS = new Map([
  ["lit", LIT],
  ["lit/directives/keyed.js", "export const keyed = (_, template) => template;"],
  ["@observablehq/plot", `export const scale = () => ({ apply: () => "#000000" });`],
]);

globalThis.customElements ??= { define() {}, get() {} };
globalThis.HTMLElement ??= class {};
globalThis.matchMedia ??= () => ({ matches: false, addEventListener() {} });

const SCHEMA = "generated/schema.json";
STAND_INS.set(SCHEMA, `export default ${process.env.RESIDUAL_SCHEMA}`);
STAND_INS.set("generated/build.json", `export const build = "none";`);

const { tables, parts, pieces } = JSON.parse(process.env.RESIDUAL_SCHEMA ?? "{}");
STAND_INS.set("generated/pieces.json", `export default ${JSON.stringify(pieces)}`);
for (const [name, table] of Object.entries({ ...tables, ...parts })) {
  STAND_INS.set(`generated/table-${name}.json`, `export default ${JSON.stringify(table)}`);
}

const standInFor = (name) => name.match(/generated\/(schema|pieces|build|table-\w+)\.json$/)?.[0] ?? name;

/** What is recorded once for all builds; as the bundler has it, a module. */
const RECORDED = /\/web\/recorded\/[\w-]+\.json$/;
const asModule = (url) => ({
  format: "module",
  source: `export default ${readFileSync(new URL(url), "utf8")}`,
  shortCircuit: true,
});

registerHooks({
  resolve: (name, context, next) =>
    STAND_INS.has(standInFor(name))
      ? { url: `stand-in:${standInFor(name)}`, shortCircuit: true }
      : next(name, context),
  load: (url, context, next) =>
    url.startsWith("stand-in:")
      ? { format: "module", source: STAND_INS.get(url.slice("stand-in:".length)), shortCircuit: true }
      : RECORDED.test(url)
        ? asModule(url)
        : next(url, context),
});
