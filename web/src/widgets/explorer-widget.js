/**
 * What both widgets are: settings with their controls and their address, a race of the plain and the
 * residual network, and its buttons. A widget adds what it shows.
 */
import { html, LitElement, nothing } from "lit";
import { plural } from "../charts/numbers.js";
import { readAddress, writeAddress } from "../settings/address.js";
import { settingControl } from "./setting-control.js";
import { styles } from "./styles.js";
import { TrainingSession } from "./training-session.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("./training-session.js").Run} Run */

/** The two networks of the race: the same settings but for the shortcut. */
export const SHORTCUTS = new Map([
  ["plain", "none"],
  ["residual", "identity"],
]);

export class ExplorerWidget extends LitElement {
  static styles = styles;
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    address: {},
    config: { state: true },
    width: { state: true },
    messages: { state: true },
  };

  /**
   * @param {string} tableName of the table of settings, as Python calls it
   * @param {SettingsTable} table
   * @param {Map<string, Run>} recorded
   */
  constructor(tableName, table, recorded) {
    super();
    this.table = table;
    this.recorded = recorded;
    this.session = new TrainingSession(tableName, recorded, () => {
      if (this.isConnected) this.setAttribute("status", this.status);
      this.requestUpdate();
    });
    /** @type {string | null} the prefix of this widget's keys in the page's address; null: none */
    this.address = null;
    /** @type {Config} */
    this.config = { ...table.defaults };
    this.width = 640;
    /** @type {Map<string, string>} messages about refused entries, by field; "" for the address */
    this.messages = new Map();
    this.resizing = new ResizeObserver(([entry]) => {
      this.width = Math.round(entry.contentRect.width);
    });
    this.onVisibility = () => this.session.hold(document.hidden);
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

  /** Names of the settings behind "More". @returns {string[]} */
  get behindMore() {
    return [];
  }

  /** The kinds that are shown and trained. @returns {string[]} */
  get activeKinds() {
    return [...SHORTCUTS.keys()];
  }

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute("status", this.status);
    this.readSettings();
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
    const attributes = this.table.names.flatMap((name) => {
      const text = this.getAttribute(name.replaceAll("_", "-"));
      return text === null ? [] : [/** @type {[string, string]} */ ([name, text])];
    });
    const given = this.table.parseAll(attributes, this.table.defaults);
    const read =
      this.address === null
        ? { config: given.config, problems: [] }
        : readAddress(this.table, this.address, given.config);
    const problems = [...given.problems, ...read.problems];
    this.messages = new Map(problems.length ? [["", problems.join(" ")]] : []);
    const changed = !this.table.same(read.config, this.config);
    this.config = read.config;
    this.session.activate(this.activeKinds);
    if (changed && this.hasUpdated) this.session.open(this.wantedConfigs);
  }

  /** Draws the first time at once, then once a frame; where frames stand still, ten times a second. */
  async scheduleUpdate() {
    if (this.hasUpdated) {
      await Promise.race([
        new Promise(requestAnimationFrame),
        new Promise((resolve) => setTimeout(resolve, 100)),
      ]);
    }
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
    if (!this.showsRecorded) return this.session.activeRuns;
    return [...this.recorded.values()].filter((run) => this.activeKinds.includes(run.kind));
  }

  get wantedConfigs() {
    return new Map([...SHORTCUTS].map(([kind, shortcut]) => [kind, { ...this.config, shortcut }]));
  }

  /**
   * Takes a new value of a setting.
   * @param {string} name
   * @param {string | number} value
   */
  setSetting(name, value) {
    if (this.config[name] === value) return;
    this.config = { ...this.config, [name]: value };
    if (this.address !== null) writeAddress(this.table, this.address, this.config);
    this.session.activate(this.activeKinds);
    if (name !== "shortcut" || !this.session.live) this.session.open(this.wantedConfigs);
  }

  /** Starts Python on the first touch of a control, so that it is there when it is needed. */
  touched() {
    if (this.status === "recorded") this.session.open(this.wantedConfigs);
  }

  train() {
    if (!this.session.live || this.status === "failed") this.session.open(this.wantedConfigs);
    this.session.train();
  }

  /** @param {string[]} names @param {boolean} showHelp */
  renderSettings(names, showHelp) {
    return names.map((name) =>
      settingControl(this.table, name, this.config[name], {
        problem: this.messages.get(name),
        showHelp,
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

  renderControls() {
    const wanted = this.session.wantsTraining;
    const resettable = ["running", "paused", "done"].includes(this.status);
    return html`
      <div class="controls" @pointerdown=${this.touched} @keydown=${this.touched}>
        ${this.renderSettings(this.inSight, false)} ${this.renderSwitch()}
        <div class="buttons">
          ${button("Train", !wanted, () => this.train(), "primary")}
          ${button("Pause", wanted, () => this.session.pause())}
          ${button("Reset", resettable, () => this.session.reset())}
        </div>
        <details class="more">
          <summary>More</summary>
          <div class="settings">${this.renderSettings(this.behindMore, true)}</div>
        </details>
      </div>
      ${this.messages.has("") ? html`<p class="problem" role="alert">${this.messages.get("")}</p>` : nothing}
    `;
  }

  /** @returns {unknown} */
  renderSwitch() {
    return nothing;
  }

  /** One line that says what is on screen and what Python does. */
  renderStatus() {
    const { progress, problems } = this.session;
    const failed = this.status === "failed";
    return html`
      <p class="status">
        <span class="badge">${this.showsRecorded ? "recorded" : "live"}</span>
        ${failed ? nothing : html`<span>${this.statusWords()}</span>`}
        ${
          this.status === "booting"
            ? html`<progress max="1" .value=${progress.share} aria-label="Starting Python"></progress>`
            : nothing
        }
        ${
          problems.length
            ? html`<span class="problem" role="alert"
                >${problems.join(" ")} ${failed ? "Python failed; what is shown stays. Press Train to try again." : ""}</span
              >`
            : nothing
        }
      </p>
    `;
  }

  statusWords() {
    const { progress, speed, wantsTraining, activeRuns, kernel } = this.session;
    const epochs = activeRuns.map((run) => run.loss.length);
    const behind =
      new Set(epochs).size > 1 ? activeRuns[epochs.indexOf(Math.min(...epochs))] : null;
    const epoch = Math.max(0, ...epochs);
    const words = {
      recorded: this.recordingFits
        ? "Recorded when this page was built. Press Train to compute it in your browser."
        : "Recorded with the default settings. Press Train to compute yours in your browser.",
      booting: `${progress.stage} …${wantsTraining ? " Training starts when it is there." : ""}`,
      ready: this.showsRecorded
        ? "Python is ready in your browser. The recording stays until you press Train."
        : "New networks, not trained yet. Press Train.",
      running: wantsTraining
        ? `Training in your browser (${kernel}): epoch ${epoch} of ${this.config.epochs}, ${speed.toFixed(speed < 10 ? 1 : 0)} epochs/s`
        : "Pausing …",
      paused: behind
        ? `Paused; the ${behind.kind} network has ${behind.loss.length} of ${this.config.epochs} epochs. Train goes on.`
        : `Paused at epoch ${epoch} of ${this.config.epochs}. Train goes on from here.`,
      done: `Computed in your browser just now (${kernel}): ${plural(epoch, "epoch")}.`,
      failed: "",
    };
    return words[this.status];
  }
}

/**
 * A button that stays focusable while it does not apply, so that the keyboard never loses its place.
 * @param {string} label
 * @param {boolean} applies
 * @param {() => void} press
 * @param {string} [kind]
 */
function button(label, applies, press, kind = "") {
  return html`<button
    type="button"
    class=${kind}
    aria-disabled=${!applies}
    @click=${() => applies && press()}
  >
    ${label}
  </button>`;
}
