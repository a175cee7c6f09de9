/**
 * Drives Firefox by WebDriver BiDi: reads a JSON line for each wish, and answers each with one.
 * `node firefox.mjs FIREFOX`
 */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { default: puppeteer } = await import(require.resolve("puppeteer-core"));

const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.argv[2] });
const page = await browser.newPage();

const wishes = {
  open: ({ address }) => page.goto(address).then(() => null),
  run: ({ code, inside }) => (inside ? page.frames()[1] : page.mainFrame()).evaluate(code),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { wish, ...given } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ value: (await wishes[wish](given)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
await browser.close();
