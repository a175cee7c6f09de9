/** Which of a race's Pythons have to train next. */

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
