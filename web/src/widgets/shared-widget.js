/**
 * What of a widget can be shared and kept: its state in attributes and address, what an embed hides, and
 * the tools under its plot. What takes room is loaded when it is first asked for.
 */
import { html, LitElement, nothing } from "lit";
import { late } from "../engine/not-loaded.js";
import { keysOf, queryOf, readState, writeState } from "../settings/address.js";
import { SettingsTable } from "../settings/settings.js";
import { hideParts, PARTS } from "../share/parts.js";
import "../share/share-tools.js";

/** @typedef {import("../settings/address.js").State} State */

export class SharedWidget extends LitElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    address: {},
    config: { state: true },
    hide: { state: true },
    codeOpen: { state: true },
    missing: { state: true },
  };

  /** As `widget=` of an embed says it. */
  name = "";
  heading = "";
  /** The state as it was last read or written. */
  #query = "";

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
    /** What was wanted and did not come, in words. */
    this.missing = "";
  }

  /** How it is shown, as a table of settings of its own. */
  get lookTable() {
    return NO_LOOK;
  }

  /** How it is shown: the values of that table. @returns {import("../engine/engine.js").Config} */
  get look() {
    return {};
  }

  set look(_) {
    // A widget with one view has nothing to set.
  }

  /** What it takes to compute the pinned runs again. @returns {import("../settings/pins.js").Pin[]} */
  get linkedPins() {
    return [];
  }

  set linkedPins(_) {
    // A widget that pins nothing has nothing to set.
  }

  get scheme() {
    return { table: this.table, look: this.lookTable, parts: Object.keys(PARTS) };
  }

  /** All of it that a link carries. @returns {State} */
  get state() {
    return { config: this.config, look: this.look, pins: this.linkedPins, hide: this.hide };
  }

  /** What is seen, in a sentence. */
  get verdict() {
    return "";
  }

  /** The pieces of the code that the present view comes from. @returns {string[]} */
  get codeNames() {
    const own = BLOCKS[this.config.block] ?? [];
    return [...own, "block", "training_step", ...this.diagnosticNames];
  }

  /** The pieces that measure what the present view shows. @returns {string[]} */
  get diagnosticNames() {
    return [];
  }

  /**
   * Takes the state of attributes and address. What they do not speak of is as always.
   * @returns {string[]} what was refused, in words
   */
  takeState() {
    const { scheme } = this;
    /** @type {State} */
    const always = {
      config: this.table.defaults,
      look: this.lookTable.defaults,
      pins: [],
      hide: [],
    };
    const attributes = keysOf(scheme).flatMap((key) => {
      const text = this.getAttribute(key.replaceAll("_", "-"));
      return text === null ? [] : [[key, text]];
    });
    const given = readState(scheme, "", always, String(new URLSearchParams(attributes)));
    const read =
      this.address === null
        ? { state: given.state, problems: [] }
        : readState(scheme, this.address, given.state);
    const { config, look, pins, hide } = read.state;
    this.config = config;
    this.look = look;
    this.linkedPins = pins;
    this.hide = hide;
    this.#query = queryOf(scheme, "", this.state, "");
    return [...given.problems, ...read.problems];
  }

  /**
   * Takes settings, into the address too.
   * @param {import("../engine/engine.js").Config} config
   */
  put(config) {
    this.config = config;
    this.writeState();
  }

  /**
   * Writes the state to the address where the widget has keys in it, if it changed. What came with the
   * address stays there as it is until then.
   */
  writeState() {
    const { scheme, state } = this;
    const query = queryOf(scheme, "", state, "");
    if (query === this.#query) return;
    this.#query = query;
    if (this.address !== null) writeState(scheme, this.address, state);
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
    const load = () => import("../code/code-panel.js");
    // So that another press tries again.
    if (!(await this.needed("The code", load))) this.codeOpen = false;
  }

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
      this.missing = "";
      return found;
    } catch (error) {
      this.missing = error instanceof Error ? error.message : String(error);
      return undefined;
    } finally {
      this.requestUpdate();
    }
  }

  /** The row of tools, and the code when it is asked for. */
  renderTools() {
    return html`<div class="tools">
        <share-tools .widget=${this}></share-tools>
        <button
          type="button"
          class="show-code"
          aria-expanded=${this.codeOpen}
          @click=${this.toggleCode}
        >
          Show the code
        </button>
      </div>
      ${this.missing ? html`<p class="problem" role="alert">${this.missing}</p>` : nothing}
      ${this.codeOpen ? html`<code-panel .widget=${this} .version=${{}}></code-panel>` : nothing}`;
  }
}

/** The pieces that are a network's blocks, beside the class `Block`. @type {Record<string, string[]>} */
const BLOCKS = {
  highway: ["highway"],
  dense: ["dense"],
  transformer_pre: ["transformer", "attention"],
  transformer_post: ["transformer", "attention"],
};
const NO_LOOK = new SettingsTable({ settings: [], presets: {} });
