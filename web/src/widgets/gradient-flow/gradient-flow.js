/**
 * The Gradient Flow Visualizer: how strong gradient and signal are in each layer of the plain network and
 * of the one with skips, before training and while it goes on.
 */
import { html } from "lit";
import { dataTable } from "../../charts/data-table.js";
import { Memo } from "../../charts/memo.js";
import { usualHeight } from "../../charts/sizes.js";
import { presetChoice } from "../../controls/preset-choice.js";
import { viewChoice } from "../../controls/view-choice.js";
import { define } from "../../elements/define.js";
import { recordedStacks } from "../../recorded/stacks.js";
import { keysOf } from "../../settings/address.js";
import { capital } from "../../settings/own-settings.js";
import { choice, labels, SettingsTable, TABLES } from "../../settings/settings.js";
import { insteadOf } from "../../shell/labels.js";
import { RaceWidget } from "../../shell/race-widget.js";
import { styles } from "../../shell/styles.js";
import { WIDGETS } from "../registry.js";
import { BackwardPass } from "./backward-pass.js";
import { BlockInspector } from "./block-inspector.js";
import { mostBlocks } from "./blocks.js";
import { caseTable } from "./case-table.js";
import { Cases } from "./cases.js";
import { depthOf, flowFigure } from "./figures.js";
import { flowResults, layersTable } from "./flow-results.js";
import { flowStyles } from "./flow-styles.js";
import { moment } from "./sentences.js";
import { FIRST_VIEW, LAYER_VIEWS, VIEWS } from "./views.js";

const NAME = "gradient-flow";
const { element, heading, table: TABLE } = WIDGETS[NAME];
const VIEW_SETTINGS = new SettingsTable({
  settings: [choice("view", "View", labels(VIEWS), FIRST_VIEW)],
  presets: {},
});
/**
 * `<gradient-flow>`: attributes as those of `<degradation-explorer>`, and `view`. Read-only: attribute
 * `status`, property `results`.
 */
export class GradientFlow extends RaceWidget {
  static stateKeys = keysOf({ table: TABLES[TABLE], viewSettings: VIEW_SETTINGS });
  static styles = [styles, flowStyles];
  static properties = {
    view: { state: true },
    at: { state: true },
    block: { state: true },
    numbersOpen: { state: true },
  };

  constructor() {
    super(TABLE, TABLES[TABLE], recordedStacks);
    this.name = NAME;
    this.heading = heading;
    this.view = FIRST_VIEW;
    /** @type {number | null} the block whose Jacobian is on screen, from 0; null: the middle one */
    this.block = null;
    this.numbersOpen = false;
    const changed = () => this.requestUpdate();
    this.pass = new BackwardPass(changed);
    this.inspector = new BlockInspector(this, this.isSeen);
    this.cases = new Cases(this.table, changed, this.isSeen);
    /** @type {number | null} where the reader's cursor stands on the x axis, from 1 */
    this.at = null;
    this.drawnPlot = new Memo();
  }

  get inSight() {
    return ["depth", "block", "norm", "init_scale"];
  }

  gone() {
    super.gone();
    this.pass.pause();
  }

  get viewSettingsTable() {
    return VIEW_SETTINGS;
  }

  get viewSettings() {
    return { view: this.view };
  }

  set viewSettings({ view }) {
    this.view = String(view);
  }

  /** All that is shown, as plain data; see `flowResults`. */
  get results() {
    const { seed } = this.config;
    return flowResults({
      source: this.showsRecorded ? "recorded" : "live",
      label: this.label.words,
      view: this.view,
      runs: this.shownRuns,
      inspected: this.inspector.found,
      cases: this.cases.all.map((each) => ({
        ...each,
        runs: this.cases.measured(each.name, seed),
      })),
    });
  }

  /** The same as tables. */
  get tables() {
    return [layersTable(this.results.stacks, this.table, this.settled)];
  }

  /** A recording of untrained networks says nothing that live ones do not. */
  get showsRecorded() {
    return !this.session.live;
  }

  get depth() {
    return depthOf(this.shownRuns);
  }

  /** @param {string} view */
  setView(view) {
    if (view === this.view) return;
    this.view = view;
    this.at = null;
    this.pass.seek(1);
    if (view === "jacobian") this.startOnFirstTouch();
    if (view === "backward" && !isStill()) this.pass.play(this.depth, false);
  }

  /** The presets, where the other widget has its switch. */
  renderSwitch() {
    const chosen = this.cases.find(this.config)?.name;
    return presetChoice(this.table, chosen, (name) => this.choosePreset(name));
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    this.cases.note(this.shownRuns);
    if (mostBlocks(this.shownRuns) === 0) this.inspector.forget();
  }

  /** Asks for the block that the view shows. @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    if (this.view !== "jacobian" || this.showsRecorded || this.session.givenUp) return;
    if (mostBlocks(this.shownRuns) === 0) return;
    this.inspector.ask(this.shownRuns, this.shownBlock, this.status === "running");
  }

  /** The chosen block, as far as the networks on screen have so many. */
  get shownBlock() {
    const blocks = mostBlocks(this.shownRuns);
    return Math.min(this.block ?? Math.floor(blocks / 2), blocks - 1);
  }

  /** What the figure shows, each part made when it is asked for. */
  get figure() {
    return flowFigure(
      {
        view: this.view,
        runs: this.shownRuns,
        width: this.width,
        label: this.label,
        at: this.at,
        block: this.shownBlock,
        inspected: this.inspector,
        pass: this.pass,
        training: this.status === "running",
        drawn: this.drawnPlot,
        orPrinted: (draw) =>
          this.printed.or(draw, this.isAsPrinted, { height: usualHeight(this.width) }),
      },
      {
        moveCursor: (at) => {
          this.at = at;
        },
        chooseBlock: (block) => {
          this.block = block;
        },
        play: () => this.play(),
      },
    );
  }

  /** Whether what is on screen is what `recorded-picture.js` draws. */
  get isAsPrinted() {
    const all = this.shownRuns.length === this.recorded.size;
    return this.view === FIRST_VIEW && this.showsRecorded && all;
  }

  render() {
    const figure = this.figure;
    return html`<section lang="en" aria-label=${this.heading}>
      <h2 class="name">${this.heading}</h2>
      ${this.renderControls()} ${this.renderStatus()}
      ${viewChoice(VIEWS, this.view, (view) => this.setView(view))}
      <p class="what">${VIEWS[this.view].what}</p>
      <figure>
        ${figure.chart}
        <figcaption>${this.labelled(figure.sentence)}</figcaption>
      </figure>
      ${this.renderSpoken()}
      ${dataTable(
        () => figure.table,
        this.numbersOpen,
        (open) => {
          this.numbersOpen = open;
        },
      )}
      ${this.renderTools()} ${this.renderCases()}
    </section>`;
  }

  /** What is seen, in sentences with their numbers. @returns {string} */
  get verdict() {
    return this.labelled(this.figure.sentence);
  }

  /** @param {string} sentence of the figure */
  labelled(sentence) {
    const { words, foreign } = this.label;
    const told = `${moment(this.shownRuns)}${sentence}`;
    return foreign ? `${capital(words)}. ${told} ${insteadOf(this.wait)}` : told;
  }

  renderCases() {
    const view = LAYER_VIEWS[this.view] ?? LAYER_VIEWS.signal;
    return caseTable({
      cases: this.cases,
      seed: this.config.seed,
      view,
      current: this.cases.find(this.config)?.name,
      onMeasure: () => this.cases.measureAll(TABLE, this.config.seed),
      onChoose: (name) => this.choosePreset(name),
    });
  }

  play() {
    this.pass.play(this.depth, isStill());
  }
}

/** Whether the reader asked for less motion. */
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

define(element, GradientFlow);
