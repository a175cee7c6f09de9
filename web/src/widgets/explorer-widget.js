/**
 * What both widgets are: settings with their controls and their address, a race of the plain and the
 * residual network, and its buttons. A widget adds what it shows.
 */
import { html, LitElement, nothing } from "lit";
import { readAddress, writeAddress } from "../settings/address.js";
import { defaults, parseAll, sameConfig, table } from "../settings/settings.js";
import { settingControl } from "./setting-control.js";
import { styles } from "./styles.js";
import { TrainingSession } from "./training-session.js";

/** @typedef {import("../engine/engine.js").Config} Config */
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
    status: { reflect: true },
    address: {},
    config: { state: true },
    width: { state: true },
    messages: { state: true },
  };

  /** @param {Map<string, Run>} recorded */
  constructor(recorded) {
    super();
    this.recorded = recorded;
    this.session = new TrainingSession(recorded, () => {
      this.status = this.session.status;
      this.requestUpdate();
    });
    /** @type {import("./training-session.js").Status} read-only for the page */
    this.status = "recorded";
    /** @type {string | null} the prefix of this widget's keys in the page's address; null: none */
    this.address = null;
    /** @type {Config} */
    this.config = { ...defaults };
    this.width = 640;
    this.trainWanted = false;
    /** @type {Map<string, string>} messages about refused entries, by field; "" for the address */
    this.messages = new Map();
    this.resizing = new ResizeObserver(([entry]) => {
      this.width = Math.round(entry.contentRect.width);
    });
    this.onScreen = true;
    this.watching = new IntersectionObserver(([entry]) => {
      this.onScreen = entry.isIntersecting;
      this.lookIfSeen();
    });
    this.lookIfSeen = () => this.session.setInView(this.onScreen && !document.hidden);
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
    const attributes = [...table.keys()].flatMap((name) => {
      const text = this.getAttribute(name.replaceAll("_", "-"));
      return text === null ? [] : [/** @type {[string, string]} */ ([name, text])];
    });
    const given = parseAll(attributes, defaults);
    const read =
      this.address === null
        ? { config: given.config, problems: [] }
        : readAddress(this.address, given.config);
    this.config = read.config;
    const problems = [...given.problems, ...read.problems];
    if (problems.length) this.messages = new Map([["", problems.join(" ")]]);
    this.session.activate(this.activeKinds);
    this.resizing.observe(this);
    this.watching.observe(this);
    document.addEventListener("visibilitychange", this.lookIfSeen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.session.pause();
    this.resizing.disconnect();
    this.watching.disconnect();
    document.removeEventListener("visibilitychange", this.lookIfSeen);
  }

  /** Draws at most once a frame. */
  async scheduleUpdate() {
    await new Promise(requestAnimationFrame);
    super.scheduleUpdate();
  }

  /** Whether what is on screen was recorded, not computed here. */
  get showsRecorded() {
    return !this.session.live || (!this.session.trained && this.recordingFits);
  }

  /** Whether the recording has the present settings. */
  get recordingFits() {
    const [run] = this.recorded.values();
    return sameConfig(run.config, this.config, ["shortcut"]);
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
    this.config = { ...this.config, [name]: value };
    if (this.address !== null) writeAddress(this.address, this.config);
    this.session.activate(this.activeKinds);
    if (name !== "shortcut" || !this.session.live) this.session.open(this.wantedConfigs);
  }

  /** Starts Python on the first touch of a control, so that it is there when it is needed. */
  touched() {
    if (this.status === "recorded") this.session.open(this.wantedConfigs);
  }

  /** Trains, as soon as Python and the networks are there; a finished race starts again. */
  async train() {
    this.trainWanted = true;
    if (!this.session.live || this.status === "failed") {
      await this.session.open(this.wantedConfigs);
    }
    if (this.status === "done") await this.session.reset();
    this.trainWanted = false;
    if (this.status === "ready" || this.status === "paused") await this.session.train();
  }

  /** @param {string[]} names @param {boolean} showHelp */
  renderSettings(names, showHelp) {
    return names.map((name) =>
      settingControl(name, this.config[name], {
        problem: this.messages.get(name),
        showHelp,
        onEntry: (entered, { value, problem }) => {
          const messages = new Map(this.messages);
          messages.delete("");
          if (problem === undefined) messages.delete(entered);
          else messages.set(entered, problem);
          this.messages = messages;
          if (problem === undefined) this.setSetting(entered, value);
        },
      }),
    );
  }

  renderControls() {
    const running = this.status === "running";
    const startable = !running && !this.trainWanted;
    const resettable = ["running", "paused", "done"].includes(this.status);
    return html`
      <div class="controls" @pointerdown=${this.touched} @keydown=${this.touched}>
        ${this.renderSettings(this.inSight, false)} ${this.renderSwitch()}
        <div class="buttons">
          ${button("Train", startable, () => this.train(), "primary")}
          ${button("Pause", running, () => this.session.pause())}
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
    const { progress, problems, speed, kernel } = this.session;
    const epoch = Math.max(0, ...this.session.activeRuns.map((run) => run.loss.length));
    const epochs = this.config.epochs;
    const words = {
      recorded: this.recordingFits
        ? "Recorded when this page was built. Press Train to compute it in your browser."
        : `Recorded at depth ${[...this.recorded.values()][0].config.depth}. Press Train to compute your settings in your browser.`,
      booting: `${progress.stage} …${this.trainWanted ? " Training starts as soon as it is there." : ""}`,
      ready: this.showsRecorded
        ? "Python is ready in your browser. The recording stays until you press Train."
        : "New networks, not trained yet. Press Train.",
      running: `Training in your browser (${kernel}): epoch ${epoch} of ${epochs}, ${speed.toFixed(speed < 10 ? 1 : 0)} epochs/s`,
      paused: `Paused at epoch ${epoch} of ${epochs}. Train goes on from here.`,
      done: `Computed in your browser just now (${kernel}): ${epoch} epochs.`,
      failed: `Python failed: ${problems.join(" ")} What was recorded stays. Press Train to try again.`,
    };
    return html`
      <p class="status" data-status=${this.status}>
        <span class="badge">${this.showsRecorded ? "recorded" : "live"}</span>
        <span>${words[this.status]}</span>
        ${
          this.status === "booting"
            ? html`<progress max="1" .value=${progress.share} aria-label="Starting Python"></progress>`
            : nothing
        }
      </p>
      ${this.status !== "failed" && problems.length ? html`<p class="problem" role="alert">${problems.join(" ")}</p>` : nothing}
    `;
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
