/**
 * A race on a stage: how much room each part has, what is open over it, and what moves on it. A widget says
 * what stands in each place.
 */
import { html, nothing } from "lit";
import * as engine from "../engine/engine.js";
import { labelOf, ownSettings } from "../settings/own-settings.js";
import { PAIRED, pairAs } from "../settings/pair.js";
import { Lift } from "./lift.js";
import { RaceWidget } from "./race-widget.js";
import { spokenLine } from "./spoken.js";
import { stageFrame } from "./stage-frame.js";
import { footLine, noticeBox } from "./stage-status.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../engine/run.js").Run} Run */

export class StageWidget extends RaceWidget {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    read: { state: true },
  };

  constructor(/** @type {ConstructorParameters<typeof RaceWidget>} */ ...parts) {
    super(...parts);
    /** @type {number | null} the epoch that is read off the chart */
    this.read = null;
    this.lift = new Lift(() => this.requestUpdate());
    this.lift.put(1);
  }

  sheetClosed() {
    this.bothWays?.stop();
    super.sheetClosed();
  }

  /** The keys of the stage: a dot trains one epoch. @param {KeyboardEvent} event */
  stageKey(event) {
    const [target] = event.composedPath();
    const types = target instanceof HTMLElement && target.matches("input, textarea, select");
    if (event.key !== "." || types || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.step();
  }

  /** @returns {import("./labels.js").Drawing} */
  get drawn() {
    return { runs: this.shownRuns, except: PAIRED, press: "Train" };
  }

  /** What the status line says where something else than the race is drawn. */
  get elsewhere() {
    return "";
  }

  /** What has to be said of what is drawn. */
  get label() {
    const { runs, except } = this.drawn;
    return labelOf(this.table, runs, this.config, except);
  }

  /** What stands in the way of what is set being drawn. @returns {import("./labels.js").Wait} */
  get wait() {
    const { table, drawn, config, refusal, status } = this;
    const { opening } = this.session;
    return {
      table,
      drawn,
      config,
      refused: refusal !== null,
      booting: status === "booting",
      opening,
    };
  }

  /** What the foot and the notices speak of. @returns {import("./status-line.js").Line} */
  get line() {
    const { refusal, config, table } = this;
    const [{ config: shown }] = this.shownRuns;
    return {
      race: this.session,
      drawn: this.drawn.runs,
      notice: this.notice,
      elsewhere: this.elsewhere,
      busy: this.renderBusy(),
      showsRecorded: this.showsRecorded,
      recordingFits: this.recordingFits,
      depth: config.depth,
      refused: refusal && {
        refusal,
        message: this.refusals.get("")?.message,
        back: ownSettings(table, shown, config),
        goBack: () => this.setConfig(pairAs(shown, config)),
      },
    };
  }

  /** @param {typeof import("../code/code-panel.js")} code */
  codeLoaded({ BothWays, EditedBlock, EDITABLE_KINDS }) {
    this.bothWays ??= new BothWays(engine.run, {
      table: this.tableName,
      inSight: this.isSeen,
      changed: () => this.requestUpdate(),
    });
    this.edited ??= new EditedBlock(engine, this.session, {
      editable: EDITABLE_KINDS,
      configOf: () => this.config,
      start: () => this.startOnFirstTouch(),
      activate: () => this.session.activate(this.activeNames),
      open: () => this.session.open(this.wantedNetworks),
      changed: () => this.requestUpdate(),
    });
    this.requestUpdate();
  }

  renderCode() {
    return html`<code-panel
      .beside=${this.codeBeside}
      .edited=${this.edited}
      .kernel=${this.session.kernel || this.bothWays?.kernel || ""}
      .bothWays=${this.bothWays}
      .config=${this.settled}
      .version=${{}}
    ></code-panel>`;
  }

  /** Its runs are trained by a step, and start again. @returns {import("./stage-sheets.js").Offered} */
  get offered() {
    const { session, status, refusal } = this;
    const resettable = !refusal && ["running", "paused", "done"].includes(status);
    return {
      ...super.offered,
      step: { enabled: !session.wantsTraining && status !== "done", act: () => this.step() },
      reset: { enabled: resettable, act: () => session.reset() },
    };
  }

  /** The line at the foot. */
  renderFoot() {
    return footLine(this.line);
  }

  /** What stands in each place. @returns {import("./stage-frame.js").Places} */
  get places() {
    throw new Error("a stage has something in its places");
  }

  /** The live region. */
  renderSpoken() {
    const { status, session, showsRecorded: recorded, batchSize: batch } = this;
    const now = {
      status,
      progress: session.progress,
      recorded,
      runs: session.activeRuns,
      batch,
    };
    return spokenLine(now, () => this.verdict);
  }

  render() {
    return stageFrame({
      ...this.places,
      heading: this.heading,
      over: html`${noticeBox(this.line, [this.messages.get(""), ...this.missing.values()])}
      ${this.sheet.render(this.sheets, () => this.sheetClosed())} ${this.renderSpoken()}`,
      key: (event) => this.stageKey(event),
    });
  }

  /** What goes on beside the race; it stands in the foot. @returns {unknown} */
  renderBusy() {
    return nothing;
  }
}
