/**
 * `<code-panel>`: the Python source of what a widget computes and shows, from the package itself. The block
 * can be edited and trained beside the original.
 */
import { css, html, LitElement, nothing } from "lit";
import { late } from "../boot/not-loaded.js";
import { controlStyles } from "../controls/control-styles.js";
import { define } from "../elements/define.js";
import "./code-editor.js";

export { BothWays } from "./both-ways.js";
export { EditedBlock } from "./edited-block.js";
export { EDITABLE as EDITABLE_KINDS } from "./pieces.js";

import { piecesFor, takenOver } from "./pieces.js";
import { NUMPY, whatRuns } from "./what-runs.js";

/**
 * A piece of the package; see py/residual/page/sources.py.
 * @typedef {{title: string, file: string, line: number, source: string}} Piece
 */

/** The piece that can be edited. */
const EDITABLE = "block";

const WORDS = {
  syntax: "This is not Python",
  error: "It raised an error",
  gradient: "The gradient check says that the backward pass is wrong",
};

export class CodePanel extends LitElement {
  static properties = {
    beside: { attribute: false },
    edited: { attribute: false },
    kernel: { attribute: false },
    bothWays: { attribute: false },
    config: { attribute: false },
    version: { attribute: false },
    chosen: { state: true },
    pieces: { state: true },
    problem: { state: true },
  };
  static styles = [
    controlStyles,
    css`
      section {
        display: grid;
        gap: 8px;
        margin: 4px 0 12px;
      }
      [role="tabpanel"] {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      [role="tablist"],
      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      [role="tablist"] {
        gap: 0 18px;
      }
      [role="tab"] {
        padding: 0 2px;
        border: 0;
        border-bottom: 2px solid transparent;
        border-radius: 0;
        background: none;
        color: var(--muted);
      }
      [role="tab"][aria-selected="true"] {
        border-color: var(--residual);
        color: var(--ink);
        font-weight: 600;
      }
      /* Forced colours show a line that is transparent. */
      @media (forced-colors: active) {
        [role="tab"] {
          border-color: Canvas;
        }
        [role="tab"][aria-selected="true"] {
          border-color: Highlight;
        }
      }
      code,
      .traceback {
        font: 12px/1.5 ui-monospace, monospace;
      }
      .traceback {
        max-height: 220px;
        margin: 4px 0 0;
        overflow: auto;
        white-space: pre-wrap;
        color: var(--ink);
      }
    `,
  ];

  constructor() {
    super();
    /** What it stands beside. @type {import("./pieces.js").Beside} */
    this.beside = { widget: "", view: "", networks: "" };
    /** @type {import("./edited-block.js").EditedBlock | null} null where nothing can be run of it */
    this.edited = null;
    /** What computes, in words. */
    this.kernel = "";
    /** @type {import("./both-ways.js").BothWays | null} */
    this.bothWays = null;
    /** The settings of the network that the view is about. @type {import("../engine/engine.js").Config} */
    this.config = {};
    /** Changes with the edited block and with what is measured, so that the panel is drawn anew. */
    this.version = 0;
    this.chosen = EDITABLE;
    /** @type {Record<string, Piece> | null} */
    this.pieces = null;
    this.problem = "";
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      const load = () => import("../../generated/sources.json");
      this.pieces = (await late("The source", load, "Open the code again")).default;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  get names() {
    const { pieces, beside } = this;
    return piecesFor(beside).filter((name) => pieces && Object.hasOwn(pieces, name));
  }

  /** @param {KeyboardEvent} event */
  tabKey(event) {
    const { names } = this;
    const at = names.indexOf(this.chosen);
    const next = {
      ArrowRight: names[(at + 1) % names.length],
      ArrowLeft: names[(at - 1 + names.length) % names.length],
      Home: names[0],
      End: names[names.length - 1],
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.chosen = next;
    this.updateComplete.then(() => {
      /** @type {HTMLElement | null} */ (
        this.renderRoot.querySelector("[aria-selected=true]")
      )?.focus();
    });
  }

  render() {
    const { edited, pieces, names } = this;
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!pieces) return html`<p class="help">Loading the code …</p>`;
    if (!names.includes(this.chosen)) this.chosen = names[0];
    const piece = pieces[this.chosen];
    const taken = takenOver(this.chosen, this.beside.networks);
    return html`<section aria-label="The code">
      <div role="tablist" aria-label="Pieces of the code" @keydown=${this.tabKey}>
        ${names.map(
          (name) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${name}"
              aria-selected=${name === this.chosen}
              aria-controls="piece"
              tabindex=${name === this.chosen ? 0 : -1}
              @click=${() => {
                this.chosen = name;
              }}
            >
              ${pieces[name].title}
            </button>`,
        )}
      </div>
      <div role="tabpanel" id="piece" aria-labelledby="tab-${this.chosen}">
        <p class="help"><code>${piece.file}</code>, from line ${piece.line}: ${whatRuns(this.kernel, taken)}</p>
        ${this.kernel !== NUMPY && taken !== "none" ? this.renderSpeeds() : nothing}
        ${this.chosen === EDITABLE && edited ? this.renderEditor(piece, edited) : this.renderPiece(piece)}
      </div>
    </section>`;
  }

  /** Both speeds, once a reader has asked for them. */
  renderSpeeds() {
    const { bothWays, config } = this;
    if (!bothWays) return nothing;
    const { busy, said } = bothWays;
    return html`<div class="buttons">
      <button type="button" @click=${() => (busy ? bothWays.stop() : bothWays.measure(config))}>
        ${busy ? "Stop measuring" : "How much faster?"}
      </button>
      <span class="help" role="status" .ariaBusy=${String(busy)}>${said}</span>
    </div>`;
  }

  /** @param {Piece} piece */
  renderPiece({ title, source, line }) {
    return html`<code-editor
      .label=${`${title}, Python source`}
      .value=${source}
      .firstLine=${line}
    ></code-editor>`;
  }

  /** @param {Piece} piece @param {import("./edited-block.js").EditedBlock} edited */
  renderEditor({ title, source }, edited) {
    const text = edited.text ?? source;
    const changed = text !== source || edited.source !== null;
    return html`<code-editor
        editable
        .label=${`${title}, Python source to edit`}
        .value=${text}
        .startLine=${lineOf(source, "def forward")}
        .markedLine=${edited.failure?.line ?? null}
        @edited=${(/** @type {CustomEvent<string>} */ event) => edited.edit(event.detail)}
      ></code-editor>
      <p class="help">
        Change <code>forward</code> and <code>backward</code>, then run it. Tab leaves the text. What you
        write stays in this page and is not part of any link.
      </p>
      <div class="buttons">
        <button
          type="button"
          aria-disabled=${edited.checking}
          @click=${() => !edited.checking && edited.run(text)}
        >
          Run edited code
        </button>
        <button
          type="button"
          aria-disabled=${!changed}
          @click=${() => changed && edited.restore()}
        >
          Restore original
        </button>
        <button
          type="button"
          aria-disabled=${!edited.busy}
          @click=${() => edited.busy && edited.stop()}
        >
          Stop
        </button>
        <span class="help" aria-live="polite">${edited.said}</span>
      </div>
      ${edited.failure ? failureMessage(edited.failure) : nothing}`;
  }
}

/**
 * @param {string} source
 * @param {string} words
 * @returns {number} the line that has them, from 1
 */
const lineOf = (source, words) => source.slice(0, source.indexOf(words)).split("\n").length;

/** @param {import("../engine/engine.js").BlockFailure} failure */
function failureMessage({ kind, message, line, traceback }) {
  const where = line ? `, at line ${line}` : "";
  return html`<div role="alert">
    <p class="problem">${WORDS[kind] ?? WORDS.error}${where}: ${message}</p>
    ${
      traceback
        ? html`<pre class="traceback" tabindex="0" aria-label="Traceback">${traceback}</pre>`
        : nothing
    }
  </div>`;
}

define("code-panel", CodePanel);
