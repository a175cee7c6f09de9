/** Opens the networks of a race in the worker, and takes them back. No DOM in here. */
import { untrained } from "./run.js";

/** @typedef {typeof import("../engine/engine.js")} Engine */
/** @typedef {import("./race-networks.js").Networks} Networks */

/**
 * Opens all networks, or none: where one is refused, the others are closed again. One that only
 * accompanies the race is left out instead.
 * @param {Engine} engine
 * @param {string} table the name of the table that the settings are of
 * @param {Networks} networks
 * @returns {Promise<{runs: Map<string, import("./run.js").Run>, kernel: string, problems: string[]}>}
 *   `problems`: why others were left out
 */
export async function openNetworks(engine, table, networks) {
  const asked = [...networks].map(([name, network]) => ({ name, ...network }));
  const answers = await Promise.allSettled(
    asked.map(({ config, source }) => engine.openRun(config, table, source)),
  );
  /** @type {{name: string, kind: string, opened: Awaited<ReturnType<Engine["openRun"]>>}[]} */
  const open = [];
  const problems = [];
  /** @type {unknown[]} */
  const reasons = [];
  for (const [i, answer] of answers.entries()) {
    const { name, kind, called } = asked[i];
    if (answer.status === "fulfilled") open.push({ name, kind, opened: answer.value });
    else if (called === undefined || !(answer.reason instanceof engine.SettingsRefused)) {
      reasons.push(answer.reason);
    } else problems.push(`“${called}” is not trained: ${answer.reason.problems.join(" ")}.`);
  }
  const numbers = open.map(({ opened }) => opened.run);
  if (reasons.length) {
    // A worker that broke down has closed everything by itself.
    await engine.close(numbers).catch(() => {});
    throw reasons[0];
  }
  const norms = await engine.gradients(numbers);
  const runs = open.map(({ name, kind, opened }, i) => {
    return /** @type {const} */ ([name, untrained(kind, opened, norms[i])]);
  });
  return { runs: new Map(runs), kernel: open[0].opened.kernel, problems };
}

/**
 * Takes open networks back to their first weights.
 * @param {Engine} engine
 * @param {Map<string, import("./run.js").Run>} runs
 * @returns {Promise<Map<string, import("./run.js").Run>>}
 */
export async function resetNetworks(engine, runs) {
  const numbers = [...runs.values()].map(({ number }) => number);
  await engine.reset(numbers);
  const norms = await engine.gradients(numbers);
  const fresh = [...runs].map(([name, { kind, number, config }], i) => {
    return /** @type {const} */ ([name, untrained(kind, { run: number, config }, norms[i])]);
  });
  return new Map(fresh);
}
