/**
 * The Gradient Flow Visualizer: how strong gradient and signal are in each layer of the plain network and
 * of the one with skips, before training and while it goes on.
 */
import { html, nothing } from "lit";
import { networkDrawing } from "../../charts/network-drawing.js";
import { decades, short } from "../../charts/numbers.js";
import { usualHeight } from "../../charts/sizes.js";
import { presetChoice } from "../../controls/preset-choice.js";
import { viewChoice } from "../../controls/view-choice.js";
import { define } from "../../elements/define.js";
import { recordedStacks } from "../../recorded/stacks.js";
import { keysOf } from "../../settings/address.js";
import { KINDS } from "../../settings/kinds.js";
import { capital } from "../../settings/own-settings.js";
import { choice, labels, SettingsTable, TABLES } from "../../settings/settings.js";
import { insteadOf } from "../../shell/labels.js";
import { RaceWidget } from "../../shell/race-widget.js";
import { spokenLine } from "../../shell/spoken.js";
import { styles } from "../../shell/styles.js";
import { WIDGETS } from "../registry.js";
import { BackwardPass } from "./backward-pass.js";
import { BlockInspector, mostBlocks } from "./block-inspector.js";
import { blockAt, layersOf } from "./blocks.js";
import { caseTable } from "./case-table.js";
import { Cases } from "./cases.js";
import { FlowPlot } from "./flow-plot.js";
import { flowResults } from "./flow-results.js";
import { flowStyles } from "./flow-styles.js";
import { blockSentences, layerSentences, moment, noBlock } from "./sentences.js";
import { blockSlider, transport } from "./transport.js";
import { FIRST_VIEW, LAYER_VIEWS, VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

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
    this.inspector = new BlockInspector(changed);
    this.cases = new Cases(this.table, changed);
    this.plot = new FlowPlot(changed);
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

  get diagnosticNames() {
    return VIEWS[this.view].code;
  }

  /** All that is shown, as plain data; see `flowResults`. */
  get results() {
    return flowResults(this);
  }

  /** A recording of untrained networks says nothing that live ones do not. */
  get showsRecorded() {
    return !this.session.live;
  }

  get depth() {
    return Math.max(...this.shownRuns.map((run) => Number(run.config.depth)));
  }

  /** @param {string} view */
  setView(view) {
    if (view === this.view) return;
    this.view = view;
    this.plot.clear();
    this.pass.seek(1);
    if (view === "jacobian") this.startOnFirstTouch();
    if (view === "backward" && !isStill()) this.pass.play(this.depth, false);
  }

  /** The presets, where the other widget has its switch. */
  renderSwitch() {
    const chosen = this.cases.find(this.config)?.name;
    return presetChoice(this.table, chosen, (name) => this.choosePreset(name));
  }

  /**
   * Takes the settings of a preset, with the present seed.
   * @param {string} name
   */
  choosePreset(name) {
    const { seed } = this.config;
    this.setConfig({ ...this.table.applyPreset(name, this.config).config, seed });
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    this.cases.note(this.shownRuns);
    if (this.session.givenUp) return;
    if (mostBlocks(this.shownRuns) === 0) this.inspector.forget();
    else if (this.view === "jacobian" && !this.showsRecorded) {
      this.inspector.ask(this.shownRuns, this.shownBlock);
    }
  }

  /** The chosen block, as far as the networks on screen have so many. */
  get shownBlock() {
    const blocks = mostBlocks(this.shownRuns);
    return Math.min(this.block ?? Math.floor(blocks / 2), blocks - 1);
  }

  render() {
    const sentence = this.verdict;
    return html`<section lang="en" aria-label=${this.heading}>
      <h2 class="name">${this.heading}</h2>
      ${this.renderControls()} ${this.renderStatus()}
      ${viewChoice(VIEWS, this.view, (view) => this.setView(view))}
      <p class="what">${VIEWS[this.view].what}</p>
      <figure>
        ${this.view === "jacobian" ? this.renderJacobian() : this.renderLayers()}
        <figcaption>${sentence}</figcaption>
      </figure>
      ${spokenLine(this)}
      ${this.plot.numbers(this.numbersOpen, (open) => {
        this.numbersOpen = open;
      })}
      ${this.renderTools()} ${this.renderCases()}
    </section>`;
  }

  /** What is seen, in sentences with their numbers. @returns {string} */
  get verdict() {
    const { words, foreign } = this.label;
    const begin = moment(this.shownRuns);
    const sentence = `${foreign ? `${capital(words)}. ` : ""}${begin}${this.sentences()}`;
    return foreign ? `${sentence} ${insteadOf(this)}` : sentence;
  }

  sentences() {
    if (this.view !== "jacobian") return layerSentences(this.shownRuns, this.view);
    if (mostBlocks(this.shownRuns) === 0) return noBlock(this.depth);
    const { found, problem } = this.inspector;
    if (found.length) return blockSentences(found);
    return problem || "the Jacobians are computed as soon as Python is there.";
  }

  /** @param {[number, number]} domain @param {(run: Run) => number[]} values @param {number} [block] */
  renderDrawings(domain, values, block) {
    const lit = this.view === "backward" ? this.pass.layer : 1;
    return this.shownRuns.map((run) =>
      networkDrawing({
        kind: run.kind,
        depth: Number(run.config.depth),
        norms: values(run),
        skips: KINDS[run.kind].skips,
        domain,
        width: this.width,
        lit,
        marked:
          block === undefined
            ? undefined
            : layersOf(run.config, blockAt(run.config, block, mostBlocks(this.shownRuns))),
      }),
    );
  }

  /** Whether what is on screen is what `recorded-picture.js` draws. */
  get isAsPrinted() {
    return (
      this.view === FIRST_VIEW && this.showsRecorded && this.shownRuns.length === this.recorded.size
    );
  }

  renderLayers() {
    const view = LAYER_VIEWS[this.view];
    const runs = this.shownRuns;
    const domain = decades(runs.flatMap(view.values));
    const passing = this.view === "backward";
    return html`${this.renderDrawings(domain, view.values)}
      <p class="scale">
        ${this.label.foreign ? `${capital(this.label.words)}. ` : ""}Each bar is a layer; the fuller its colour, the greater its norm, from ${short(domain[0])} to
        ${short(domain[1])}.
      </p>
      ${passing ? transport({ pass: this.pass, depth: this.depth, onPlay: () => this.play() }) : nothing}
      ${this.printed.or(
        this.plot.layers({
          runs,
          view,
          domain,
          width: this.width,
          note: this.label.words,
          pass: passing ? this.pass : null,
          training: this.status === "running",
        }),
        this.isAsPrinted,
        { height: usualHeight(this.width), label: this.view },
      )}`;
  }

  renderJacobian() {
    const view = LAYER_VIEWS.signal;
    const domain = decades(this.shownRuns.flatMap(view.values));
    if (mostBlocks(this.shownRuns) === 0) {
      this.plot.clear();
      return this.renderDrawings(domain, view.values);
    }
    const block = this.shownBlock;
    return html`${this.renderDrawings(domain, view.values, block)}
      ${blockSlider({
        block,
        blocks: mostBlocks(this.shownRuns),
        onChoose: (chosen) => {
          this.block = chosen;
        },
      })}
      ${this.plot.spectrum({ inspected: this.inspector.found, width: this.width })}`;
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
