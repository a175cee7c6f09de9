/**
 * What both widgets are: settings with their controls and their address, a race of the plain network
 * and one with skips, and its buttons. A widget adds what it shows.
 */
import { html, nothing } from "lit";
import { KINDS, kindOf } from "../charts/kinds.js";
import { EditedBlock } from "../code/edited-block.js";
import { loadPictures } from "../settings/pictures.js";
import { button } from "./button.js";
import { datasetThumbnails } from "./dataset-thumbnails.js";
import { settingControl } from "./setting-control.js";
import { bySubject } from "./setting-groups.js";
import { SharedWidget } from "./shared-widget.js";
import { statusLine } from "./status-line.js";
import { styles } from "./styles.js";
import { TrainingSession } from "./training-session.js";
import { nextFrame, turnToDraw } from "./turns.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("./run.js").Run} Run */

const OPEN_AGAIN = "Open “More” again";

export class ExplorerWidget extends SharedWidget {
  /** @type {import("lit").CSSResultGroup} */
  static styles = styles;
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    width: { state: true },
    messages: { state: true },
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
    this.session = new TrainingSession(tableName, recorded, () => {
      this.sessionChanged();
      if (this.isConnected) this.setAttribute("status", this.status);
      this.requestUpdate();
    });
    this.edited = new EditedBlock(this);
    this.width = 640;
    /** @type {Map<string, string>} messages about refused entries, by field; "" for the address */
    this.messages = new Map();
    /** What the last entry brought about, in words. */
    this.notice = "";
    /** @type {import("../settings/pictures.js").Pictures["datasets"] | null} */
    this.datasets = null;
    this.resizing = new ResizeObserver(([entry]) => {
      this.width = Math.round(entry.contentRect.width);
    });
    this.onVisibility = () => this.visibilityChanged();
    this.onPopState = () => this.readSettings();
  }

  /** Read-only for the page; the attribute says the same. */
  get status() {
    return this.session.status;
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
   * @returns {Map<string, import("./training-session.js").Network>} by kind
   */
  get wantedNetworks() {
    const pair = ["none", "identity"].map((shortcut) => ({ ...this.config, shortcut }));
    /** @type {Map<string, import("./training-session.js").Network>} */
    const networks = new Map(
      pair.map((config) => [kindOf(config), { kind: kindOf(config), config }]),
    );
    for (const name of this.edited.names) networks.set(name, this.edited.network(pair[1]));
    return networks;
  }

  /** The names of the networks that are shown. @returns {string[]} */
  get mainNames() {
    const pair = ["none", "identity"].map((shortcut) => kindOf({ ...this.config, shortcut }));
    return [...pair, ...this.edited.names];
  }

  /** The runs that the controls stand for, of the package's own blocks. */
  get experiment() {
    const wanted = [...this.wantedNetworks].filter(([name]) => this.mainNames.includes(name));
    return wanted
      .filter(([name]) => !this.edited.names.includes(name))
      .map(([, { kind, config }]) => ({ name: KINDS[kind].label, config }));
  }

  /** The names of the networks that are trained. @returns {string[]} */
  get activeNames() {
    return this.mainNames;
  }

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute("status", this.status);
    this.readSettings();
    this.width = Math.round(this.clientWidth) || this.width;
    this.resizing.observe(this);
    document.addEventListener("visibilitychange", this.onVisibility);
    window.addEventListener("popstate", this.onPopState);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.session.pause();
    this.resizing.disconnect();
    document.removeEventListener("visibilitychange", this.onVisibility);
    window.removeEventListener("popstate", this.onPopState);
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

  /** Whether what is on screen was recorded, not computed here. */
  get showsRecorded() {
    return !this.session.live || (!this.session.trained && this.recordingFits);
  }

  /** Whether the recording has the present settings. */
  get recordingFits() {
    const [run] = this.recorded.values();
    return this.table.same(run.config, this.config, ["shortcut"]);
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
    this.put({ ...this.config, [name]: value });
    this.session.activate(this.activeNames);
    if (name !== "shortcut" || !this.session.live) this.session.open(this.wantedNetworks);
  }

  /**
   * Takes many settings at once.
   * @param {Config} config
   */
  setConfig(config) {
    this.put(config);
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
  touched() {
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

  /** @param {string[]} names @param {boolean} showHelp */
  renderSettings(names, showHelp) {
    return names.map((name) =>
      settingControl(this.table, name, this.config[name], {
        problem: this.messages.get(name),
        showHelp,
        after: name === "dataset" ? this.renderDatasets() : nothing,
        onEntry: (entered, { value, problem }) => {
          const messages = new Map(this.messages);
          messages.delete("");
          if (problem === undefined) messages.delete(entered);
          else messages.set(entered, `${problem}. ${this.config[entered]} stays.`);
          this.messages = messages;
          if (problem === undefined) this.setSetting(entered, value);
        },
      }),
    );
  }

  renderDatasets() {
    const { dataset } = this.config;
    return datasetThumbnails(this.table.row("dataset"), dataset, this.datasets, (name) =>
      this.setSetting("dataset", name),
    );
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
    const wanted = this.session.wantsTraining;
    const resettable = ["running", "paused", "done"].includes(this.status);
    const steppable = !wanted && this.status !== "done";
    return html`
      <div class="controls" @pointerdown=${this.touched} @keydown=${this.touched}>
        ${this.renderSettings(this.inSight, false)} ${this.renderSwitch()}
        <div class="buttons">
          ${button("Train", !wanted, () => this.train(), "primary")}
          ${button("Pause", wanted, () => this.session.pause())}
          ${button("Step", steppable, () => this.step())}
          ${button("Reset", resettable, () => this.session.reset())}
          ${button("New seed", true, () => this.newSeed())}
        </div>
        ${this.renderCompare()}
        <details class="more" @toggle=${this.loadDatasets}>
          <summary>More</summary>
          ${bySubject(this.behindMore.filter((name) => this.table.applies(name, this.config))).map(
            ([legend, names]) =>
              html`<fieldset>
                <legend>${legend}</legend>
                <div class="settings">${this.renderSettings(names, true)}</div>
              </fieldset>`,
          )}
        </details>
      </div>
      ${this.messages.has("") ? html`<p class="problem" role="alert">${this.messages.get("")}</p>` : nothing}
    `;
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
