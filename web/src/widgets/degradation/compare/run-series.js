/** Series of networks that one press trains: over depths, and over seeds. The race waits meanwhile. */
import { plural } from "../../../charts/numbers.js";
import { PAIRED } from "../../../settings/pair.js";
import { seedJobs, seedRow, seedsFrom, summarise } from "./seeds.js";
import { sweepJobs, sweepRow } from "./sweep.js";

/** @typedef {import("../degradation-explorer.js").DegradationExplorer} Widget */

/** @param {Widget} widget */
export async function runSweep(widget) {
  if (widget.batch.running) return;
  const { depths } = widget.plan;
  if (depths.length === 0) {
    widget.notice = "No depth is chosen: tick some under “Depths and seeds”.";
    return;
  }
  widget.view = "sweep";
  widget.sweep = { depths, rows: [] };
  await runBatch(widget, "sweep", sweepJobs(widget.config, depths), (run) => {
    widget.sweep = { depths, rows: [...(widget.sweep?.rows ?? []), sweepRow(run)] };
  });
}

/** @param {Widget} widget */
export async function runSeeds(widget) {
  if (widget.batch.running) return;
  const seeds = seedsFrom(widget.config, widget.plan.seeds, widget.table.row("seed"));
  widget.view = "seeds";
  widget.seeds = { seeds, rows: [], summary: [] };
  await runBatch(widget, "seeds", seedJobs(widget.config, seeds), (run) => {
    const rows = [...(widget.seeds?.rows ?? []), seedRow(run)];
    widget.seeds = { seeds, rows, summary: summarise(rows) };
  });
}

/**
 * @param {Widget} widget
 * @param {string} name
 * @param {import("../../../engine/batch.js").Job[]} jobs
 * @param {(run: import("../../../engine/run.js").Run) => void} onDone
 */
async function runBatch(widget, name, jobs, onDone) {
  const { batch, session } = widget;
  widget.notice = "";
  session.hold(true, "batch");
  try {
    await batch.run(name, jobs, onDone);
    const { finished, total } = batch;
    if (finished < total) widget.notice = `Stopped after ${finished} of ${total} networks.`;
  } catch (error) {
    widget.notice = error instanceof Error ? error.message : String(error);
  } finally {
    session.hold(false, "batch");
  }
}

/**
 * What the view of a series draws; null for the views of the race.
 * @param {Pick<Widget, "view" | "sweep" | "seeds">} widget
 * @returns {import("../../../shell/labels.js").Drawing | null}
 */
export function drawnSeries({ view, sweep, seeds }) {
  if (view === "sweep") {
    return { runs: sweep?.rows ?? [], except: [...PAIRED, "depth"], press: "Sweep depths" };
  }
  if (view === "seeds") {
    return { runs: seeds?.rows ?? [], except: [...PAIRED, "seed"], press: "Run seeds" };
  }
  return null;
}

/** What the status line says of it; "" for the views of the race. @param {Widget} widget */
export function seriesWords(widget) {
  const drawn = drawnSeries(widget);
  if (!drawn) return "";
  const { runs, press } = drawn;
  return runs.length
    ? `Computed in your browser just now: ${plural(runs.length, "network")}.`
    : `Nothing is drawn yet. Press ${press}.`;
}
