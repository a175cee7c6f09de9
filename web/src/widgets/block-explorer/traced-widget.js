/**
 * What the block explorer knows of its settings: the traces of both versions as Python computes them, the weights
 * that they are of, recorded or trained here, and the picture that goes through.
 */
import * as engine from "../../engine/engine.js";
import { LabWidget } from "../../shell/lab-widget.js";
import { Networks } from "./networks.js";
import { ReaderPicture } from "./reader-picture.js";
import { BLOCK_TABLE, RECORDED } from "./recorded-block.js";
import { costsTable, pixelsTable, stepsTable } from "./tables.js";
import { plainData } from "./trace.js";
import { Tracer } from "./tracer.js";

/** @typedef {import("./trace.js").Trace} Trace */

/** What may be missing. */
const ANSWER = "The maps";

export class TracedWidget extends LabWidget {
  constructor() {
    super(BLOCK_TABLE);
    this.networks = new Networks(this.job, RECORDED.trained);
    this.picture = new ReaderPicture();
    this.tracer = new Tracer(this, RECORDED, this.isSeen, engine);
  }

  get kindOfNetworks() {
    return "two_blocks";
  }

  get kernel() {
    return this.tracer.kernel || super.kernel;
  }

  get fileWords() {
    const { picture, image } = this.config;
    return picture === "drawn" ? "drawing" : `digit-${image}`;
  }

  /** @param {import("lit").PropertyValues} changed */
  firstUpdated(changed) {
    super.firstUpdated(changed);
    if (this.label.foreign) this.startOnFirstTouch();
  }

  startOnFirstTouch() {
    super.startOnFirstTouch();
    this.#bringWeights();
  }

  async #bringWeights() {
    await this.networks.bring((load) => this.needed("The trained weights", load, "Press again"));
    this.requestUpdate();
  }

  configChanged() {
    this.startOnFirstTouch();
  }

  /** What is shown: that of the settings, or what was there before, until that is computed. */
  get answer() {
    return this.tracer.answer;
  }

  /** @returns {import("../../settings/own-settings.js").Drawn[]} */
  get shown() {
    const { answer, config } = this;
    // Both versions are shown; the setting says which of them is spoken of.
    const shown = { ...answer.config, block: config.block };
    return [{ config: shown, source: answer === RECORDED ? "recorded" : "live" }];
  }

  /** The version that is spoken of. @returns {Trace} */
  get chosen() {
    const { answer, config } = this;
    return answer.traces.find(({ version }) => version === config.block) ?? answer.traces[0];
  }

  /** @param {Trace["version"]} version */
  weightsOf(version) {
    return this.networks.weights.find({ ...this.answer.config, block: version });
  }

  get results() {
    const { traces, costs } = plainData(this.answer);
    const [{ source, config }] = this.shown;
    return { ...super.results, source, config, traces, costs };
  }

  get tables() {
    const { traces, costs } = this.answer;
    return [pixelsTable(traces), stepsTable(traces), costsTable(costs)];
  }

  /** What the reader drew is the picture from now on. */
  takeDrawing() {
    const config = this.picture.taken(this.config, this.answer);
    if (config !== this.config) this.setConfig(config);
    this.requestUpdate(); // its cursor may have moved
  }

  /** The next digit of the package. */
  next() {
    const { maximum } = this.table.row("image");
    const image = (Number(this.config.image) + 1) % (Number(maximum) + 1);
    this.setConfig({ ...this.config, picture: "digit", image });
  }

  /** Trains the networks of the present settings here; pressed again, gives it up. */
  async train() {
    if (this.networks.isTraining) {
      this.networks.stop();
      return;
    }
    if ((await this.networks.train(this.config)) && this.config.weights !== "trained") {
      this.setSetting("weights", "trained");
    }
    this.requestUpdate();
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    this.picture.show(this.config, this.answer);
  }

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    this.tracer.ask(this.config, this.networks.weights);
    this.#tellProblem();
  }

  /** Why Python had no answer, over the stage. */
  #tellProblem() {
    const { problem } = this.tracer;
    if (problem === (this.missing.get(ANSWER) ?? "")) return;
    if (problem) this.missing.set(ANSWER, problem);
    else this.missing.delete(ANSWER);
    this.requestUpdate();
  }
}
