/**
 * A widget whose settings have controls: what is entered, what is said of it, and which of the settings
 * are in sight.
 */
import { loadPictures } from "../recorded/pictures.js";
import { AddressableWidget } from "./addressable-widget.js";
import { OwnData } from "./own-data.js";
import { nextSeed } from "./setting-changes.js";

/** @typedef {import("../settings/settings.js").Config} Config */
/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("../controls/own-points/own-points-dialog.js").OwnPointsDialog} OwnPointsDialog */

const OPEN_AGAIN = "Open “More” again";

export class ConfigurableWidget extends AddressableWidget {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    messages: { state: true },
    moreOpen: { state: true },
    notice: { state: true },
    datasets: { state: true },
  };

  /** @param {SettingsTable} table */
  constructor(table) {
    super(table);
    /** @type {Map<string, string>} messages about refused entries, by field; "" for the address */
    this.messages = new Map();
    this.moreOpen = false;
    /** What the last entry brought about, in words. */
    this.notice = "";
    /** @type {import("../recorded/pictures.js").Pictures["datasets"] | null} */
    this.datasets = null;
    this.ownData = new OwnData({
      configOf: () => this.config,
      draw: (points) => this.drawPoints(points),
      set: (config) => this.setConfig(config),
    });
  }

  /** @type {OwnPointsDialog | null} once it was asked for */
  #pointsDialog = null;
  #onPopState = () => this.readSettings();

  connectedCallback() {
    super.connectedCallback();
    if (!this.stateTaken) this.readSettings();
    addEventListener("popstate", this.#onPopState);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#onPopState);
  }

  /** Takes the settings of attributes and address; later, from the address alone, as a change. */
  readSettings() {
    const before = this.config;
    this.tell(this.takeState());
    if (this.hasUpdated && !this.table.same(before, this.config)) this.configChanged();
  }

  /** Names of the settings in sight. @returns {string[]} */
  get inSight() {
    return [];
  }

  /** Names of the settings that have a control of another kind, or none. @returns {string[]} */
  get elsewhereSet() {
    return [];
  }

  /** Names of the settings behind "More": all that have no control in sight. @returns {string[]} */
  get behindMore() {
    const elsewhere = [...this.inSight, ...this.elsewhereSet];
    return this.table.names.filter((name) => !elsewhere.includes(name));
  }

  /** Called once settings have changed, to bring about what they ask for. */
  configChanged() {}

  /** What a new value brings about, in words. @param {string} _name @param {string | number} _value */
  consequence(_name, _value) {
    return "";
  }

  /**
   * Takes a new value of a setting.
   * @param {string} name
   * @param {string | number} value
   */
  setSetting(name, value) {
    if (this.config[name] === value) return;
    this.notice = this.consequence(name, value);
    super.setConfig({ ...this.config, [name]: value });
    this.configChanged();
  }

  /**
   * Takes many settings at once.
   * @param {Config} config
   */
  setConfig(config) {
    this.messages = new Map();
    super.setConfig(config);
    this.configChanged();
  }

  /** @param {Config} config @param {string[]} problems */
  takeChange(config, problems) {
    const differing = this.table.names.filter((name) => config[name] !== this.config[name]);
    if (differing.length > 1) this.setConfig(config);
    else for (const name of differing) this.setSetting(name, config[name]);
    this.tell(problems);
  }

  /** @param {string[]} problems of an address or of attributes */
  tell(problems) {
    this.messages = new Map(problems.length ? [["", problems.join(" ")]] : []);
  }

  /** Says something until what it speaks of is there. @param {string} words @param {Promise<unknown>} coming */
  async tellUntil(words, coming) {
    this.notice = words;
    await coming;
    if (this.notice === words) this.notice = "";
  }

  /** Other data and other weights from the next seed. */
  newSeed() {
    this.setSetting("seed", nextSeed(this.table.row("seed"), this.config.seed));
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
    if (problem !== undefined) return;
    if (this.ownData.isAskedFor(name, value)) this.ownData.choose();
    else this.setSetting(name, value);
  }

  /** Opens the dialog in which points are drawn; it is loaded when it is first asked for. @param {string} points */
  async drawPoints(points) {
    const load = () => import("../controls/own-points/own-points-dialog.js");
    if (!(await this.needed("The drawing of points", load))) return;
    this.#pointsDialog ??= this.#placePointsDialog();
    await this.#pointsDialog.show(points);
  }

  /** Puts it beside all that is rendered, whatever that is: what was drawn in it stays. */
  #placePointsDialog() {
    const dialog = /** @type {OwnPointsDialog} */ (document.createElement("own-points-dialog"));
    dialog.names = this.table.row("dataset").choices;
    dialog.addEventListener("choose", (event) => {
      this.ownData.take(/** @type {CustomEvent<string>} */ (event).detail);
    });
    this.renderRoot.append(dialog);
    return dialog;
  }

  /** What is behind "More" comes into sight or goes. @param {boolean} open */
  openMore(open) {
    this.moreOpen = open;
    this.loadDatasets();
  }

  /** Loads the small pictures of the data sets, which are behind "More". */
  async loadDatasets() {
    if (this.datasets) return;
    const pictures = await this.needed("The pictures of the data sets", loadPictures, OPEN_AGAIN);
    this.datasets = pictures?.datasets ?? null;
  }
}
