/**
 * Opens the networks of a race in the worker, and takes them back; those of an edited block are in a
 * Python of their own. No DOM in here.
 */
import { untrained } from "./run.js";

/** @typedef {typeof import("./engine.js")} Engine */
/** @typedef {import("./race-networks.js").Networks} Networks */
/** @typedef {import("./race-networks.js").Network} Network */
/** @typedef {import("./run.js").Run} Run */

/**
 * Opens networks, once others are closed: all of the package's own, or none. They are refused before
 * anything is closed. One that only accompanies the race is left out instead.
 * @param {Engine} engine
 * @param {string} table the name of the table that the settings are of
 * @param {Networks} networks
 * @param {number[]} replaced runs to close
 * @returns {Promise<{runs: Map<string, Run>, kernel: string, problems: string[],
 *   fault?: import("./engine.js").BlockFailed}>} `problems`: why others were left out; `fault`:
 *   why those of an edited block were
 */
export async function openNetworks(engine, table, networks, replaced) {
  const edited = [...networks].filter(([, { source }]) => source);
  const { accepted, problems } = await accept(engine, table, networks, replaced);
  await engine.close(replaced);
  const { runs: own, kernel } = await open(engine, table, accepted);
  const runs = new Map(own);
  try {
    for (const one of edited) {
      const { runs: made } = await open(engine, table, [one], one[1].source);
      for (const [name, run] of made) runs.set(name, run);
    }
  } catch (fault) {
    if (fault instanceof engine.BlockFailed) return { runs, kernel, problems, fault };
    await engine.close([...runs.values()].map(({ number }) => number));
    throw fault;
  }
  return { runs, kernel, problems };
}

/**
 * Finds which of the package's own networks can be opened; rejects if one of the race itself cannot.
 * @param {Engine} engine
 * @param {string} table
 * @param {Networks} networks
 * @param {number[]} replaced
 */
async function accept(engine, table, networks, replaced) {
  const own = [...networks].filter(([, { source }]) => !source);
  const race = own.filter(([, { called }]) => called === undefined);
  const validate = (/** @type {[string, Network][]} */ some) =>
    engine.validate(
      some.map(([, { config }]) => config),
      table,
      replaced,
    );
  if (replaced.length) await validate(race); // else nothing is lost where one is refused
  let accepted = race;
  const problems = [];
  for (const one of own.filter((each) => !race.includes(each))) {
    try {
      await validate([...accepted, one]);
      accepted = [...accepted, one];
    } catch (error) {
      if (!(error instanceof engine.SettingsRefused)) throw error;
      problems.push(`“${one[1].called}” is not trained: ${error.problems.join(" ")}.`);
    }
  }
  return { accepted, problems };
}

/**
 * @param {Engine} engine
 * @param {string} table
 * @param {[string, Network][]} networks
 * @param {import("./sandbox.js").Sandbox} [source]
 * @returns {Promise<{runs: [string, Run][], kernel: string}>}
 */
async function open(engine, table, networks, source) {
  const configs = networks.map(([, { config }]) => config);
  const opened = await engine.openRuns(configs, table, source);
  const norms = await engine.gradients(opened.map(({ run }) => run));
  return {
    kernel: opened[0]?.kernel ?? "",
    runs: networks.map(([name, { kind }], i) => [name, untrained(kind, opened[i], norms[i])]),
  };
}

/**
 * Takes open networks back to their first weights.
 * @param {Engine} engine
 * @param {Map<string, Run>} runs
 * @returns {Promise<Map<string, Run>>}
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
