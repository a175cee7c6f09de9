/** Which of a race's Pythons have to train next, and their training. */
import { appendSlice } from "./run.js";

/**
 * Those whose runs are furthest behind: all of them while they are equally far, none when all are done.
 * @param {number[][]} groups the runs of each Python, by their numbers
 * @param {{number: number, done: boolean, loss: number[]}[]} runs
 */
export function furthestBehind(groups, runs) {
  const epochs = groups.map((group) => {
    const left = runs.filter((run) => group.includes(run.number) && !run.done);
    return Math.min(...left.map((run) => run.loss.length)); // infinity where all are done
  });
  const least = Math.min(...epochs);
  return groups.filter((_, i) => epochs[i] === least && least < Number.POSITIVE_INFINITY);
}

/**
 * Trains those that are furthest behind for a while: Pythons that are equally far at once, else only the
 * one that is behind. What an answer brings is taken even if another Python has none.
 * @param {typeof import("./engine.js")} engine
 * @param {import("./run.js").Run[]} runs
 * @param {number} milliseconds 0 for a single epoch
 * @param {import("./engine.js").Asker} asker whose turn it is
 */
export async function advanceRace(engine, runs, milliseconds, asker) {
  const behind = furthestBehind(engine.apart(runs.map((run) => run.number)), runs);
  const answers = await Promise.allSettled(
    behind.map((group) => engine.advance(group, milliseconds, asker)),
  );
  for (const answer of answers) {
    if (answer.status === "rejected") continue;
    for (const run of runs) appendSlice(run, answer.value.get(run.number));
  }
  const failed = answers.find((answer) => answer.status === "rejected");
  if (failed) throw failed.reason;
}
