/**
 * What both widgets are: settings with their controls and their address, a race of the plain network
 * and one with skips, and its buttons. A widget adds what it shows.
 */
import { html, nothing } from "lit";
import { COMPILED } from "../code/pieces.js";
import { ownSettings } from "../settings/own-settings.js";
import { asPair, pairAs, SHOWN, shownWith } from "../settings/pair.js";
import { nextFrame, turnToDraw } from "./draw-queue.js";
import { PairWidget } from "./pair-widget.js";
import { raceButtons, raceControls } from "./race-controls.js";
import { newNetworks, whatGoesOn } from "./setting-changes.js";
import { spokenLine } from "./spoken.js";
import { statusLine } from "./status-line.js";
import { styles } from "./styles.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("../engine/run.js").Run} Run */

/** Why training waits while the element is in no page. */
const AWAY = "away";

export class RaceWidget extends PairWidget {
  /** @type {import("lit").CSSResultGroup} */
  static styles = styles;

  /** How many networks are trained beside the race, one after the other. */
  get batchSize() {
    return 0;
  }

  connectedCallback() {
    const comesBack = this.stateTaken;
    this.session.attach();
    super.connectedCallback();
    this.setAttribute("status", this.status);
    if (comesBack) this.goOn();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.session.hold(true, AWAY);
  }

  /** An element that is out of the page keeps its settings, and no memory of the worker's. */
  gone() {
    super.gone();
    this.session.detach();
  }

  /** Goes on after a move; where its networks were given up, with new ones. */
  goOn() {
    if (this.session.givenUp) {
      this.notice = "While this was out of the page its networks were given up.";
      this.session.open(this.wantedNetworks);
    }
    this.session.hold(false, AWAY);
  }

  readSettings() {
    super.readSettings();
    this.session.activate(this.activeNames); // as what is shown may have changed
  }

  /** Draws the first time when it is this widget's turn, then once a frame. */
  async scheduleUpdate() {
    await (this.hasUpdated ? nextFrame() : turnToDraw());
    super.scheduleUpdate();
  }

  /** Opens networks of the present settings, and trains those that are shown. */
  configChanged() {
    this.session.activate(this.activeNames);
    this.session.open(this.wantedNetworks);
  }

  /** @param {string} name @param {string | number} value */
  consequence(name, value) {
    const { table, session } = this;
    return session.wantsTraining ? newNetworks(table.row(name), table.words(name, value)) : "";
  }

  /** @param {Config} config @param {string[]} problems */
  takeChange(config, problems) {
    super.takeChange(config, problems);
    this.session.activate(this.activeNames); // as what is shown may have changed
  }

  /**
   * Takes the settings of a preset, with the present seed, and what it says of what is shown.
   * @param {string} name
   */
  choosePreset(name) {
    const { seed } = this.config;
    const { config } = this.table.applyPreset(name, this.config);
    const pair = asPair({ ...config, seed }, this.config);
    if (this.viewSettingsTable.rows.has(SHOWN.name)) this.shown = pair.shown;
    this.setConfig(pair.config);
  }

  /**
   * Shows those with skips beside the plain network, or that alone; what is hidden waits.
   * @param {boolean} skips
   */
  showSkips(skips) {
    this.notice = this.session.wantsTraining ? whatGoesOn(skips) : "";
    this.shown = shownWith(skips);
    this.session.activate(this.activeNames);
    this.startOnFirstTouch();
  }

  /** Asks for networks where none are open. */
  ensureOpen() {
    this.notice = "";
    const { live, opening } = this.session;
    if (!opening && (!live || this.status === "failed")) this.session.open(this.wantedNetworks);
  }

  train() {
    this.ensureOpen();
    this.session.train();
  }

  step() {
    this.ensureOpen();
    this.session.step();
  }

  /** One line that says what is on screen and what Python does. */
  renderStatus() {
    const { refusal, config, table } = this;
    const [{ config: shown }] = this.shownRuns;
    return statusLine({
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
    });
  }

  /** The live region. */
  renderSpoken() {
    const { status, session, showsRecorded: recorded, batchSize: batch } = this;
    const now = {
      status,
      share: session.progress.share,
      recorded,
      runs: session.activeRuns,
      batch,
    };
    return spokenLine(now, () => this.verdict);
  }

  renderCode() {
    return html`<code-panel
      .wanted=${this.codeNames}
      .edited=${this.edited}
      .kernel=${this.session.kernel}
      .compiled=${COMPILED}
      .version=${{}}
    ></code-panel>`;
  }

  renderControls() {
    const { table, config, messages, refusals, ownData } = this;
    const datasets = this.datasets && { ...this.datasets, own: ownData.picture };
    const enter = (/** @type {Parameters<typeof this.enter>} */ ...entry) => this.enter(...entry);
    return raceControls(
      { table, config, messages, refusals, datasets, enter, ownData },
      {
        inSight: this.inSight,
        behindMore: this.behindMore,
        beside: this.renderSwitch(),
        buttons: raceButtons(this.session, this.refusal !== null, {
          train: () => this.train(),
          pause: () => this.session.pause(),
          step: () => this.step(),
          reset: () => this.session.reset(),
          newSeed: () => this.newSeed(),
        }),
        compare: this.renderCompare(),
        touch: () => this.startOnFirstTouch(),
        openMore: (open) => this.openMore(open),
      },
    );
  }

  /** @returns {unknown} */
  renderSwitch() {
    return nothing;
  }

  /** What goes on beside the race; it stands in the status line. @returns {unknown} */
  renderBusy() {
    return nothing;
  }

  /** What stands under the buttons. @returns {unknown} */
  renderCompare() {
    return nothing;
  }
}
