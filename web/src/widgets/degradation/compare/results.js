/** All that the Degradation Problem Explorer shows, as plain data and as tables. */
import { KINDS } from "../../../settings/kinds.js";
import { outcomeOf } from "../outcome.js";
import { epochsTable } from "./epochs-table.js";
import { pinnedEnds } from "./pinned-ends.js";
import { seedsTable } from "./seeds.js";
import { sweepTable } from "./sweep.js";

/**
 * @param {object} shown
 * @param {import("../../../engine/run.js").Source} shown.source whether the race is the recording
 * @param {string} shown.label what has to be said of what is drawn beside the settings that are set, such
 *   as "recorded, 56 layers"
 * @param {import("../../../engine/run.js").Run[]} shown.runs the race
 * @param {import("./pins.js").PinnedRun[]} shown.pinned
 * @param {import("./sweep.js").Sweep | null} shown.sweep
 * @param {import("./seeds.js").Seeds | null} shown.seeds
 * @param {{step: string, guess: number | null}} shown.story where the reader is in the first minute
 * @param {import("./history.js").Past[]} shown.history what was tried before
 */
export const degradationResults = ({
  source,
  label,
  runs,
  pinned,
  sweep,
  seeds,
  story,
  history,
}) => ({
  source,
  label,
  runs: runs.map((run) => ({
    label: KINDS[run.kind].label,
    kind: run.kind,
    source: run.source,
    config: { ...run.config },
    epochs: run.loss.length,
    loss: [...run.loss],
    accuracy: [...run.accuracy],
    testEpochs: [...run.testEpochs],
    testLoss: [...run.testLoss],
    testAccuracy: [...run.testAccuracy],
    divergedAt: run.divergedAt,
    outcome: outcomeOf(run),
  })),
  pinned: pinned.map((pin) => structuredClone(pin)),
  sweep: structuredClone(sweep),
  seeds: structuredClone(seeds),
  step: story.step,
  guess: story.guess,
  history: history.map((past) => structuredClone(past)),
});

/**
 * The same as tables; the first has each epoch of each run.
 * @param {ReturnType<typeof degradationResults>} results
 * @param {import("../../../settings/settings.js").SettingsTable} table
 * @param {import("../../../settings/settings.js").Config} set the settings that are set
 */
export function degradationTables({ source, runs, pinned, sweep, seeds }, table, set) {
  const [overDepths, overSeeds] = [sweep?.rows ?? [], seeds?.rows ?? []];
  const listed = [
    ...runs.map((run) => ({ ...run, part: source, name: run.label })),
    ...pinned.map((pin) => ({ ...pin, part: "pinned" })),
    ...overSeeds.map((row) => ({ ...row, part: "seeds", name: `${row.kind}, seed ${row.seed}` })),
    ...overDepths.map((row) => ({
      ...row,
      part: "sweep",
      name: `${row.kind}, depth ${row.depth}`,
    })),
  ];
  return [
    epochsTable(listed, table, set),
    ...(pinned.length > 0 ? [pinnedEnds(pinned, table)] : []),
    ...(sweep ? [sweepTable(overDepths, "")] : []),
    ...(seeds ? [seedsTable(overSeeds, "")] : []),
  ];
}
