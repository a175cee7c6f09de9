/**
 * What of a widget can be shared and kept: its state in attributes and address, what an embed hides, and
 * the tools under its plot. What takes room is loaded when it is first asked for.
 */
import { nothing } from "lit";
import { laterOn } from "../boot/later-on.js";
import { late } from "../boot/not-loaded.js";
import { HostedElement } from "../elements/hosted-element.js";
import { keysOf, queryOf, readState, tellsSettings } from "../settings/address.js";
import { pageAddress } from "../settings/page-address.js";
import { SettingsTable } from "../settings/settings.js";
import { hideParts, PARTS } from "../share/parts.js";
import { afterChange, attributeOf, readAttributes } from "./attributes.js";

/** @typedef {import("../settings/address.js").State} State */

export class AddressableWidget extends HostedElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    address: {},
    config: { state: true },
    hide: { state: true },
    codeOpen: { state: true },
    codeComing: { state: true },
  };

  /** The names that its attributes may have, as an address has them. @type {string[]} */
  static stateKeys = [];

  static get observedAttributes() {
    // biome-ignore lint/complexity/noThisInStatic: each widget has keys of its own
    return [...super.observedAttributes, ...this.stateKeys.map(attributeOf)];
  }

  /** As `widget=` of an embed says it. */
  name = "";
  heading = "";
  /** The state as it was last read or written. */
  #query = "";
  /** Whether attributes and address were read. */
  stateTaken = false;
  /** @type {Set<string>} attributes that changed since */
  #changed = new Set();
  #textOf = (/** @type {string} */ name) => this.getAttribute(name);

  /** @param {SettingsTable} table */
  constructor(table) {
    super();
    this.table = table;
    /** @type {string | null} the prefix of this widget's keys in the page's address; null: none */
    this.address = null;
    /** @type {import("../engine/engine.js").Config} */
    this.config = { ...table.defaults };
    /** @type {string[]} names of the parts and settings that are left out */
    this.hide = [];
    this.codeOpen = false;
    /** Whether it was asked for, and is on its way. */
    this.codeComing = false;
    /** @type {Map<string, string>} what was wanted and did not come, each with why, in words */
    this.missing = new Map();
  }

  /** How it is shown, as a table of settings of its own. */
  get viewSettingsTable() {
    return NO_LOOK;
  }

  /** How it is shown: the values of that table. @returns {import("../engine/engine.js").Config} */
  get viewSettings() {
    return {};
  }

  set viewSettings(_) {
    // A widget with one view has nothing to set.
  }

  /** What it takes to compute the pinned runs again. @returns {import("../settings/pins.js").Pin[]} */
  get pinsInAddress() {
    return [];
  }

  set pinsInAddress(_) {
    // A widget that pins nothing has nothing to set.
  }

  get scheme() {
    return { table: this.table, viewSettings: this.viewSettingsTable, parts: Object.keys(PARTS) };
  }

  /** The settings that links and exports speak of: those that are set, unless nothing can have them. */
  get settled() {
    return this.config;
  }

  /** All of it that a link carries. @returns {State} */
  get state() {
    return {
      config: this.settled,
      viewSettings: this.viewSettings,
      pins: this.pinsInAddress,
      hide: this.hide,
    };
  }

  /** The state where attributes and address say nothing. @returns {State} */
  get always() {
    const { table, viewSettingsTable } = this;
    return { config: table.defaults, viewSettings: viewSettingsTable.defaults, pins: [], hide: [] };
  }

  /** What is seen, in a sentence. */
  get verdict() {
    return "";
  }

  /** The kind of its networks, as the pieces of the code know it. */
  get kindOfNetworks() {
    return String(this.settled.block);
  }

  /** What the code that is shown stands beside. @returns {import("../code/pieces.js").Beside} */
  get codeBeside() {
    const { name: widget, viewSettings, kindOfNetworks: networks } = this;
    return { widget, view: String(viewSettings.view ?? ""), networks };
  }

  /**
   * Takes the state of attributes and address. What they do not speak of is as always.
   * @returns {string[]} what was refused, in words
   */
  takeState() {
    const { scheme, always } = this;
    this.stateTaken = true;
    const given = readAttributes(scheme, this.#textOf, keysOf(scheme), always);
    const read =
      this.address === null
        ? { state: given.state, problems: [], given: [] }
        : readState(scheme, this.address, given.state, pageAddress.search);
    const { config, viewSettings, pins, hide } = read.state;
    const told = tellsSettings(scheme, [...given.given, ...read.given]);
    this.config = told ? config : this.table.first;
    this.viewSettings = viewSettings;
    this.pinsInAddress = pins;
    this.hide = hide;
    this.#query = queryOf(scheme, "", this.state);
    return [...given.problems, ...read.problems];
  }

  /** @param {string} name @param {string | null} old @param {string | null} value */
  attributeChangedCallback(name, old, value) {
    super.attributeChangedCallback(name, old, value);
    // The same text again, as frameworks write it, leaves alone what the reader chose meanwhile.
    if (!this.stateTaken || old === value) return;
    this.#changed.add(name);
    queueMicrotask(() => this.#takeAttributes());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#bringTools();
    queueMicrotask(() => this.#takeAttributes());
  }

  /** The tools under the plot come when the page stands still; those who press something need them. */
  async #bringTools() {
    await laterOn();
    await this.needed("The tools", () => import("../share/share-tools.js"), "Reload the page");
  }

  /** Takes the attributes that changed: those that were set together are one change. */
  #takeAttributes() {
    if (!this.isConnected || this.#changed.size === 0) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    // Before anything is seen, as from a script that sets them one by one, they are the first state.
    const addressed = changed.includes("address") && this.address !== null;
    if (!this.hasUpdated || addressed) this.readSettings();
    else this.#takeSome(changed);
  }

  /** @param {string[]} names of attributes */
  #takeSome(names) {
    const { state, problems, keys } = afterChange(this.scheme, this.#textOf, names, this);
    this.viewSettings = state.viewSettings;
    if (keys.includes("pin")) this.pinsInAddress = state.pins;
    this.hide = state.hide;
    this.takeChange(state.config, problems);
  }

  /** Takes settings and those of the views of attributes and address. */
  readSettings() {}

  /**
   * Takes settings that attributes changed to, as from the controls.
   * @param {import("../engine/engine.js").Config} _config
   * @param {string[]} _problems what was refused, in words
   */
  takeChange(_config, _problems) {}

  /**
   * Takes settings, into the address too.
   * @param {import("../engine/engine.js").Config} config
   */
  setConfig(config) {
    this.config = config;
    this.writeState();
  }

  /**
   * Has the state written to the address where the widget has keys in it, if it changed. What came with
   * the address stays there as it is until then.
   */
  writeState() {
    const { scheme, state } = this;
    const query = queryOf(scheme, "", state);
    if (query === this.#query) return;
    this.#query = query;
    if (this.address !== null) pageAddress.note(scheme, this.address, state);
  }

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    hideParts(this.renderRoot, this.hide);
    this.writeState();
  }

  async toggleCode() {
    this.codeOpen = !this.codeOpen;
    if (!this.codeOpen) return;
    this.codeComing = true;
    const load = () => import("../code/code-panel.js");
    const code = await this.needed("The code", load);
    if (code) this.codeLoaded(code);
    else this.codeOpen = false; // so that another press tries again
    this.codeComing = false;
  }

  /** What the button that shows the code says: a press on it is answered at once. */
  get codeWords() {
    return this.codeComing ? "The code is on its way" : "Show the code";
  }

  /** Called when what shows the code is there. @param {typeof import("../code/code-panel.js")} _code */
  codeLoaded(_code) {}

  /**
   * Loads what is needed only now; what does not come is said under the tools.
   * @template T
   * @param {string} what
   * @param {() => Promise<T>} load
   * @param {string} [again] what to do where another try may work
   * @returns {Promise<T | undefined>} undefined if it did not come
   */
  async needed(what, load, again = undefined) {
    try {
      const found = await late(what, load, again);
      this.missing.delete(what); // and of nothing else: that is still missing
      return found;
    } catch (error) {
      this.missing.set(what, error instanceof Error ? error.message : String(error));
      return undefined;
    } finally {
      this.requestUpdate();
    }
  }

  /** The code, once it is loaded. @returns {unknown} */
  renderCode() {
    return nothing;
  }
}

const NO_LOOK = new SettingsTable({ settings: [], presets: {} });
