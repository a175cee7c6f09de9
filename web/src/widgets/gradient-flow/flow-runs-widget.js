/**
 * What the gradient flow visualizer knows of its settings: the networks that are open or recorded, how one of their
 * blocks splits the gradient, what the first update moves, and the cases.
 */
import { recordedStacks } from "../../recorded/stacks.js";
import { PAIRED, shownOf } from "../../settings/pair.js";
import { TABLES } from "../../settings/settings.js";
import { runsToShow } from "../../shell/shown-runs.js";
import { StageWidget } from "../../shell/stage-widget.js";
import { BlockInspector } from "./block-inspector.js";
import { mostBlocks } from "./blocks.js";
import { Cases } from "./cases.js";
import { depthOf } from "./figures.js";
import { casesTable, flowResults, layersTable } from "./flow-results.js";
import { KnownRuns } from "./known-runs.js";
import { UnfoldedBlock } from "./unfolded-block.js";
import { FIRST_VIEW } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/** Its table of settings, as Python calls it. */
export const TABLE = "flow";

export class FlowRunsWidget extends StageWidget {
  constructor() {
    super(TABLE, TABLES[TABLE], recordedStacks);
    this.view = FIRST_VIEW;
    const changed = () => this.requestUpdate();
    this.inspector = new BlockInspector(this, this.isSeen);
    this.block = new UnfoldedBlock({
      runs: () => this.shownRuns,
      inspected: () => this.inspector.found,
      changed,
    });
    this.cases = new Cases(this.table, changed, this.isSeen);
    this.known = new KnownRuns(TABLE, this.table, [...recordedStacks.values()], {
      host: this,
      inSight: this.isSeen,
    });
  }

  /** All that is shown, as plain data; see `flowResults`. */
  get results() {
    const { seed } = this.config;
    return flowResults({
      source: this.showsRecorded ? "recorded" : "live",
      label: this.label.words,
      view: this.view,
      runs: this.toldRuns,
      inspected: this.inspector.found,
      splitOf: (run) => this.block.splitIn(run),
      cases: this.cases.all.map((each) => ({
        ...each,
        right: this.cases.judged(each, seed).word,
        runs: this.cases.measured(each.name, seed),
      })),
    });
  }

  /** The same as tables. */
  get tables() {
    const { stacks, cases } = this.results;
    return [layersTable(stacks, this.table, this.settled), casesTable(cases)];
  }

  /** Live networks where they are open; until then, and while the hand moves, what is known of such ones. */
  get shownRuns() {
    const { session, config, mainNames, shown } = this;
    const open = session.live ? runsToShow(session.runs, mainNames) : [];
    const fits = open.some((run) => this.table.same(run.config, config, PAIRED));
    /** @type {Run[] | null} */
    const known = fits || this.edited?.names.length ? null : this.known.find(config);
    const latest = known ?? (fits ? null : this.known.latest(open[0]?.number ?? 0));
    if (latest) return shownOf(latest, shown);
    return open.length > 0 ? open : shownOf([...this.recorded.values()], shown);
  }

  get recordingFits() {
    return this.known.find(this.config) !== null;
  }

  get showsRecorded() {
    return this.shownRuns.every(({ source }) => source === "recorded");
  }

  /** The runs on screen, with their first updates where the view is of these. */
  get toldRuns() {
    if (this.view !== "first_update") return this.shownRuns;
    return this.shownRuns.map((run) => ({ ...run, firstUpdate: this.known.firstUpdate(run) }));
  }

  get depth() {
    return depthOf(this.shownRuns);
  }

  /** @param {import("lit").PropertyValues} changed */
  firstUpdated(changed) {
    super.firstUpdated(changed);
    this.needed("The recorded cases", () => this.known.load(), "Reload the page").then(() => {
      if (this.known.recordings) this.cases.take(this.known.recordings.cases);
      this.requestUpdate();
    });
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    this.cases.note(this.shownRuns);
    if (mostBlocks(this.shownRuns) === 0) this.inspector.forget();
  }

  /** Asks for what is on screen and not known yet. @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    if (this.session.givenUp || this.refusal) return;
    const { shownRuns } = this;
    const { of: blocks, index: shownBlock } = this.block;
    const open = shownRuns.every(({ number }) => number > 0);
    if (open && blocks > 0) this.inspector.ask(shownRuns, shownBlock, this.status === "running");
    const beside = [...this.session.runs.values()][0].number;
    if (this.label.foreign) this.known.ask(this.config, shownBlock, blocks, beside);
    if (this.toldRuns.some(({ firstUpdate }) => this.view === "first_update" && !firstUpdate)) {
      this.known.askFirstUpdates(this.config);
    }
  }
}
