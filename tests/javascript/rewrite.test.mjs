import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { build } from "../../web/node_modules/esbuild/lib/main.js";
import { rewrite } from "../../web/assembly/rewrite.mjs";

const folder = mkdtempSync(join(tmpdir(), "rewrite-"));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "node_modules/library"), { recursive: true });
writeFileSync(join(folder, "node_modules/library/index.js"), "export const host = 'far away';");
writeFileSync(join(folder, "page.js"), "import { host } from 'library'; console.log(host);");

/** @param {Record<string, any>} rules */
async function bundled(rules) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, "page.js")],
    bundle: true,
    write: false,
    logLevel: "silent",
    plugins: [rewrite(rules)],
  });
  return outputFiles[0].text;
}

test("what is found once is replaced", async () => {
  assert.match(await bundled({ "library/index.js": [["far away", "here"]] }), /here/);
});

test("a text that is not there any more ends the build", async () => {
  await assert.rejects(bundled({ "library/index.js": [["farther", "here"]] }), /0 times in .*farther/);
});

test("a module that is not there any more ends the build, with its name", async () => {
  const rules = { "library/index.js": [["far away", "here"]], "library/host.js": "" };
  await assert.rejects(bundled(rules), /not in the bundle any more: library\/host\.js/);
});
