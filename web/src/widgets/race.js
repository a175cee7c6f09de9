/** A race's networks in the worker, where those of an edited block are in a Python of their own. No DOM. */
import * as engine from "../engine/engine.js";
import { BlockFailed } from "../engine/engine.js";
import { furthestBehind } from "./furthest-behind.js";
import { take, untrained } from "./run.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./training-session.js").Network} Network */

/**
 * Opens networks, once others are closed: all or none of the package's own. They are refused before
 * anything is closed.
 * @param {Map<string, Network>} networks
 * @param {string} table the name of the table that the settings are of
 * @param {number[]} replaced
 * @returns {Promise<{runs: Map<string, Run>, kernel: string, fault?: BlockFailed}>} `fault`: why those of
 *   an edited block are not among them
 */
export async function openNetworks(networks, table, replaced) {
  const own = [...networks].filter(([, { source }]) => !source);
  const edited = [...networks].filter(([, { source }]) => source);
  const configs = own.map(([, { config }]) => config);
  await engine.validate(configs, table, replaced);
  await engine.close(replaced);
  const opened = await open(own, table);
  const runs = new Map(opened.runs);
  try {
    for (const one of edited) {
      const { runs: made } = await open([one], table, one[1].source);
      for (const [name, run] of made) runs.set(name, run);
    }
  } catch (fault) {
    if (fault instanceof BlockFailed) return { runs, kernel: opened.kernel, fault };
    await engine.close([...runs.values()].map(({ number }) => number));
    throw fault;
  }
  return { runs, kernel: opened.kernel };
}

/**
 * @param {[string, Network][]} networks
 * @param {string} table
 * @param {import("../engine/sandbox.js").Sandbox} [source]
 * @returns {Promise<{runs: [string, Run][], kernel: string}>}
 */
async function open(networks, table, source) {
  const configs = networks.map(([, { config }]) => config);
  const opened = await engine.openRuns(configs, table, source);
  const norms = await engine.gradients(opened.map(({ run }) => run));
  return {
    kernel: opened[0]?.kernel ?? "",
    runs: networks.map(([name, { kind }], i) => [name, untrained(kind, opened[i], norms[i])]),
  };
}

/**
 * Trains those that are furthest behind for a while: Pythons that are equally far at once, else only the
 * one that is behind. What an answer brings is taken even if another Python has none.
 * @param {Run[]} runs
 * @param {number} milliseconds 0 for a single epoch
 */
export async function advanceRace(runs, milliseconds) {
  const behind = furthestBehind(engine.apart(runs.map((run) => run.number)), runs);
  const answers = await Promise.allSettled(
    behind.map((group) => engine.advance(group, milliseconds)),
  );
  for (const answer of answers) {
    if (answer.status === "rejected") continue;
    for (const run of runs) take(run, answer.value.get(run.number));
  }
  const failed = answers.find((answer) => answer.status === "rejected");
  if (failed) throw failed.reason;
}

/**
 * Takes networks back to their first weights.
 * @param {Map<string, Run>} runs
 * @returns {Promise<Map<string, Run>>}
 */
export async function resetNetworks(runs) {
  const numbers = [...runs.values()].map(({ number }) => number);
  await engine.reset(numbers);
  const norms = await engine.gradients(numbers);
  return new Map(
    [...runs].map(([name, { kind, number, config }], i) => [
      name,
      untrained(kind, { run: number, config }, norms[i]),
    ]),
  );
}

/** The networks of the package's own blocks. @param {Map<string, Network>} networks */
export const withoutSources = (networks) =>
  new Map([...networks].filter(([, { source }]) => !source));

/** The Pythons of edited blocks. @param {Map<string, Network>} networks */
export const sandboxesOf = (networks) =>
  [...networks.values()].flatMap(({ source }) => source ?? []);
