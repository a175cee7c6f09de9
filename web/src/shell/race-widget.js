/**
 * A widget with a race: the pair of networks that its settings stand for, of which one has skips, what is trained
 * of it, and what is shown: what runs, or what was recorded.
 */
import * as engine from "../engine/engine.js";
import { TrainingSession } from "../engine/training-session.js";
import { KINDS } from "../settings/kinds.js";
import { asPair, PAIRED, pairOf, SHOWN, shownOf, shownWith } from "../settings/pair.js";
import { FramedWidget } from "./framed-widget.js";
import { byControl, hasControlInSight, refusalOf, settled } from "./refusal.js";
import { newNetworks, whatGoesOn } from "./setting-changes.js";
import { recordingFits, runsToShow } from "./shown-runs.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../engine/run.js").Run} Run */

/** Why training waits while the element is in no page. */
const AWAY = "away";

export class RaceWidget extends FramedWidget {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    shown: { state: true },
  };

  /**
   * @param {string} tableName of the table of settings, as Python calls it
   * @param {import("../settings/settings.js").SettingsTable} table
   * @param {Map<string, Run>} recorded
   * @param {typeof engine} trains what trains its networks
   */
  constructor(tableName, table, recorded, trains = engine) {
    super(table);
    this.tableName = tableName;
    this.recorded = recorded;
    const changed = () => {
      this.sessionChanged();
      if (this.isConnected) this.setAttribute("status", this.status);
      this.requestUpdate();
    };
    this.session = new TrainingSession(tableName, recorded, changed, trains);
    this.session.inSight = this.isSeen;
    /** @type {import("../code/edited-block.js").EditedBlock | null} null until the code is shown */
    this.edited = null;
    /** @type {import("../code/both-ways.js").BothWays | null} likewise */
    this.bothWays = null;
    /** Which networks of the pair are shown. */
    this.shown = shownWith(true);
  }

  /** Read-only for the page; the attribute says the same. */
  get status() {
    return this.session.status;
  }

  /** Called after every change of the session. */
  sessionChanged() {}

  get elsewhereSet() {
    return PAIRED;
  }

  /**
   * The networks of the race: the pair of these settings, and that of an edited block.
   * @returns {import("../engine/race-networks.js").Networks} by kind
   */
  get wantedNetworks() {
    const pair = pairOf(this.config);
    /** @type {import("../engine/race-networks.js").Networks} */
    const networks = new Map(pair.map((member) => [member.kind, member]));
    const { edited } = this;
    if (edited) for (const name of edited.names) networks.set(name, edited.network(pair[1].config));
    return networks;
  }

  /**
   * Of a pair, or of its runs, those that are on stage: shown, and trained.
   * @template {{kind: string}} T
   * @param {T[]} pair
   */
  onStage(pair) {
    return shownOf(pair, this.shown);
  }

  /** The names of the networks that are shown. @returns {string[]} */
  get mainNames() {
    const pair = this.onStage(pairOf(this.config));
    return [...pair.map(({ kind }) => kind), ...(this.edited?.names ?? [])];
  }

  /** The names of the networks that are trained. @returns {string[]} */
  get activeNames() {
    return this.mainNames;
  }

  /**
   * The runs that the controls stand for, of the package's own blocks; undefined: no script can have them.
   * @returns {import("../settings/pins.js").Pin[] | undefined}
   */
  get experiment() {
    return this.onStage(pairOf(this.settled)).map(({ kind, config }) => ({
      name: KINDS[kind].label,
      config,
    }));
  }

  /** Why the present settings were refused; null if they were not. */
  get refusal() {
    return refusalOf(this.table, this.session.refusal, this.config);
  }

  /** The messages of that, by the settings whose controls are in sight; "" for all others. */
  get refusals() {
    const { hide, inSight, behindMore, moreOpen } = this;
    const shown = { hide, inSight, behindMore, moreOpen };
    return byControl(this.refusal, (name) => hasControlInSight(shown, name));
  }

  get settled() {
    return settled(this.refusal, this.config, this.shownRuns[0].config);
  }

  /** Whether what is on screen was recorded, not computed here. */
  get showsRecorded() {
    return !this.session.live || (!this.session.trained && this.recordingFits);
  }

  /** Whether the recording has the present settings; if these were refused, those of what is open. */
  get recordingFits() {
    const [open] = this.session.runs.values();
    return recordingFits(this.table, this.recorded, this.refusal ? open.config : this.config);
  }

  /** The runs on screen. @returns {Run[]} */
  get shownRuns() {
    const { recorded, session } = this;
    return this.showsRecorded
      ? this.onStage([...recorded.values()])
      : runsToShow(session.runs, this.mainNames);
  }

  /** A view that is chosen, maybe again, asks for what it lacks. */
  viewChosen() {
    this.chartsWanted = false;
    this.requestUpdate();
  }

  /** Starts Python on the first touch of a control, so that it is there when it is needed. */
  startOnFirstTouch() {
    if (this.status === "recorded") this.session.open(this.wantedNetworks);
  }

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
}
