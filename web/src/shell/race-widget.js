/**
 * What both widgets are: settings with their controls and their address, a race of the plain network
 * and one with skips, and its buttons. A widget adds what it shows.
 */
import { nothing } from "lit";
import { EditedBlock } from "../code/edited-block.js";
import * as engine from "../engine/engine.js";
import { TrainingSession } from "../engine/training-session.js";
import { loadPictures } from "../recorded/pictures.js";
import { KINDS, kindOf } from "../settings/kinds.js";
import { AddressableWidget } from "./addressable-widget.js";
import { nextFrame, turnToDraw } from "./draw-queue.js";
import { labelFor } from "./labels.js";
import { PrintedPicture } from "./printed-picture.js";
import { raceControls } from "./race-controls.js";
import { byControl, hasControlInSight, refusalOf, settled } from "./refusal.js";
import { statusLine } from "./status-line.js";
import { styles } from "./styles.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("../engine/run.js").Run} Run */

/** Why training waits while the element is in no page. */
const AWAY = "away";
const OPEN_AGAIN = "Open “More” again";

export class RaceWidget extends AddressableWidget {
  /** @type {import("lit").CSSResultGroup} */
  static styles = styles;
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    messages: { state: true },
    moreOpen: { state: true },
    notice: { state: true },
    datasets: { state: true },
  };

  /**
   * @param {string} tableName of the table of settings, as Python calls it
   * @param {SettingsTable} table
   * @param {Map<string, Run>} recorded
   */
  constructor(tableName, table, recorded) {
    super(table);
    this.tableName = tableName;
    this.recorded = recorded;
    const changed = () => {
      this.sessionChanged();
      if (this.isConnected) this.setAttribute("status", this.status);
      this.requestUpdate();
    };
    this.session = new TrainingSession(tableName, recorded, changed, engine);
    this.edited = new EditedBlock(this);
    this.printed = new PrintedPicture(this);
    /** @type {Map<string, string>} messages about refused entries, by field; "" for the address */
    this.messages = new Map();
    this.moreOpen = false;
    /** What the last entry brought about, in words. */
    this.notice = "";
    /** @type {import("../recorded/pictures.js").Pictures["datasets"] | null} */
    this.datasets = null;
    this.onVisibility = () => this.visibilityChanged();
    this.onPopState = () => this.readSettings();
  }

  /** Read-only for the page; the attribute says the same. */
  get status() {
    return this.session.status;
  }

  /** How many networks are trained beside the race, one after the other. */
  get batchSize() {
    return 0;
  }

  /** Names of the settings in sight. @returns {string[]} */
  get inSight() {
    return [];
  }

  /** Names of the settings behind "More": all that have no control in sight. @returns {string[]} */
  get behindMore() {
    const elsewhere = [...this.inSight, "shortcut"];
    return this.table.names.filter((name) => !elsewhere.includes(name));
  }

  /**
   * The networks of the race: the plain one, and the one that has the chosen skips; the same settings
   * but for the shortcut.
   * @returns {import("../engine/race-networks.js").Networks} by kind
   */
  get wantedNetworks() {
    const pair = pairOf(this.config);
    /** @type {import("../engine/race-networks.js").Networks} */
    const networks = new Map(
      pair.map((config) => [kindOf(config), { kind: kindOf(config), config }]),
    );
    for (const name of this.edited.names) networks.set(name, this.edited.network(pair[1]));
    return networks;
  }

  /** The kinds of networks that are shown with some settings. @param {Config} config @returns {string[]} */
  kindsOf(config) {
    return pairOf(config).map(kindOf);
  }

  /** The names of the networks that are shown. @returns {string[]} */
  get mainNames() {
    return [...this.kindsOf(this.config), ...this.edited.names];
  }

  /** The runs that the controls stand for, of the package's own blocks. */
  get experiment() {
    const kinds = this.kindsOf(this.settled);
    return pairOf(this.settled)
      .filter((config) => kinds.includes(kindOf(config)))
      .map((config) => ({ name: KINDS[kindOf(config)].label, config }));
  }

  /** The names of the networks that are trained. @returns {string[]} */
  get activeNames() {
    return this.mainNames;
  }

  connectedCallback() {
    super.connectedCallback();
    this.session.attach();
    this.setAttribute("status", this.status);
    if (this.stateTaken) this.goOn();
    else this.readSettings();
    document.addEventListener("visibilitychange", this.onVisibility);
    window.addEventListener("popstate", this.onPopState);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.session.hold(true, AWAY);
    document.removeEventListener("visibilitychange", this.onVisibility);
    window.removeEventListener("popstate", this.onPopState);
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

  /** Takes the settings of attributes and address; later, from the address alone, as a change. */
  readSettings() {
    const before = this.config;
    const problems = this.takeState();
    this.messages = new Map(problems.length ? [["", problems.join(" ")]] : []);
    const changed = !this.table.same(before, this.config);
    this.session.activate(this.activeNames);
    if (changed && this.hasUpdated) this.session.open(this.wantedNetworks);
  }

  /** @param {Config} config @param {string[]} problems */
  takeChange(config, problems) {
    const differing = this.table.names.filter((name) => config[name] !== this.config[name]);
    if (differing.length > 1) this.setConfig(config);
    else for (const name of differing) this.setSetting(name, config[name]);
    this.messages = new Map(problems.length ? [["", problems.join(" ")]] : []);
  }

  /** Called after every change of the session. */
  sessionChanged() {}

  /** Nothing is trained while nobody can see it. */
  visibilityChanged() {
    this.session.hold(document.hidden);
  }

  /** Draws the first time when it is this widget's turn, then once a frame. */
  async scheduleUpdate() {
    await (this.hasUpdated ? nextFrame() : turnToDraw());
    super.scheduleUpdate();
  }

  /** Why the present settings were refused; null if they were not. */
  get refusal() {
    return refusalOf(this.table, this.session.refusal, this.config);
  }

  /** The messages of that, by the settings whose controls are in sight; "" for all others. */
  get refusals() {
    return byControl(this.refusal, (name) => hasControlInSight(this, name));
  }

  get settled() {
    return settled(this.refusal, this.config, this.shownRuns[0].config);
  }

  /** Goes back to the settings of what is shown. */
  goBack() {
    this.setConfig({ ...this.shownRuns[0].config, shortcut: this.config.shortcut });
  }

  /** @returns {import("./labels.js").Drawing} */
  get drawn() {
    return { runs: this.shownRuns, except: ["shortcut"], press: "Train" };
  }

  /** What the status line says where something else than the race is drawn. */
  get elsewhere() {
    return "";
  }

  get label() {
    return labelFor(this);
  }

  /** Whether what is on screen was recorded, not computed here. */
  get showsRecorded() {
    return !this.session.live || (!this.session.trained && this.recordingFits);
  }

  /** Whether the recording has the present settings; if these were refused, those of what is open. */
  get recordingFits() {
    const [recorded] = this.recorded.values();
    const [open] = this.session.runs.values();
    const set = this.refusal ? open.config : this.config;
    return this.table.same(recorded.config, set, ["shortcut"]);
  }

  /** The runs on screen. @returns {Run[]} */
  get shownRuns() {
    if (!this.showsRecorded) {
      const { runs } = this.session;
      const chosen = this.mainNames.flatMap((name) => runs.get(name) ?? []);
      if (chosen.length === this.mainNames.length) return chosen;
      // Until networks of another kind are open, or if they are refused, those before stay.
      return [...runs].filter(([name, run]) => name === run.kind).map(([, run]) => run);
    }
    const all = [...this.recorded.values()];
    return this.config.shortcut === "none" ? all.filter((run) => run.kind === "plain") : all;
  }

  /**
   * Takes a new value of a setting.
   * @param {string} name
   * @param {string | number} value
   */
  setSetting(name, value) {
    if (this.config[name] === value) return;
    this.notice = this.session.wantsTraining ? this.change(name, value) : "";
    super.setConfig({ ...this.config, [name]: value });
    this.session.activate(this.activeNames);
    const { live, refusal } = this.session;
    if (name !== "shortcut" || !live || refusal) this.session.open(this.wantedNetworks);
  }

  /**
   * Takes many settings at once.
   * @param {Config} config
   */
  setConfig(config) {
    this.messages = new Map();
    super.setConfig(config);
    this.session.activate(this.activeNames);
    this.session.open(this.wantedNetworks);
  }

  /**
   * What a new value does to networks in training.
   * @param {string} name
   * @param {string | number} value
   */
  change(name, value) {
    if (name === "shortcut") {
      return value === "none" ? "Only the plain network goes on." : "The other network catches up.";
    }
    const { label, choices } = this.table.row(name);
    const words = typeof value === "string" ? `“${choices[value] ?? value}”` : value;
    return `New networks with ${label.toLowerCase()} ${words}; training goes on from epoch 0.`;
  }

  /** Starts Python on the first touch of a control, so that it is there when it is needed. */
  startOnFirstTouch() {
    if (this.status === "recorded") this.session.open(this.wantedNetworks);
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

  /** Other data and other weights from the next seed; the last one is followed by the first. */
  newSeed() {
    const { minimum, maximum } = this.table.row("seed");
    const next = Number(this.config.seed) + 1;
    this.setSetting("seed", next > Number(maximum) ? Number(minimum) : next);
  }

  /**
   * Takes an entry of the reader's, if its table allows it; else the entry stays in its field.
   * @param {string} name
   * @param {ReturnType<SettingsTable["parse"]>} outcome
   */
  enter(name, { value, problem }) {
    const messages = new Map(this.messages);
    messages.delete("");
    if (problem === undefined) messages.delete(name);
    else messages.set(name, `${problem}. ${this.config[name]} stays.`);
    this.messages = messages;
    if (problem === undefined) this.setSetting(name, value);
  }

  /** Loads the small pictures of the data sets, which are behind "More". */
  async loadDatasets() {
    if (this.datasets) return;
    const pictures = await this.needed("The pictures of the data sets", loadPictures, OPEN_AGAIN);
    this.datasets = pictures?.datasets ?? null;
  }

  /** One line that says what is on screen and what Python does. */
  renderStatus() {
    return statusLine(this);
  }

  renderControls() {
    return raceControls(this);
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

/**
 * The settings of the plain network and of the one with the chosen skips.
 * @param {Config} config
 */
const pairOf = (config) => ["none", "identity"].map((shortcut) => ({ ...config, shortcut }));
