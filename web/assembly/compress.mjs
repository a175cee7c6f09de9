/**
 * Compresses files by brotli and gzip, as many at a time as there are processors.
 * `node compress.mjs TASKS`: a JSON list of [file, target]; writes target.br, then target.gz.
 */
import { readFile, readFileSync, rename, writeFile } from "node:fs";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Above this size the last tenth would cost a minute of each build that changes the file. */
const LARGE = 16e6;

const [read, write, move] = [readFile, writeFile, rename].map(promisify);
const [brotli, zip] = [brotliCompress, gzip].map(promisify);
const tasks = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** Never leaves half a file, should the build be stopped. */
async function save(path, content) {
  await write(`${path}.unfinished`, content);
  await move(`${path}.unfinished`, path);
}

async function work() {
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const [file, target] = task;
    const content = await read(file);
    const small = content.length < LARGE;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: small ? 11 : 6,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    await save(`${target}.br`, await brotli(content, { params }));
    await save(`${target}.gz`, await zip(content, { level: small ? 9 : 6 }));
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
