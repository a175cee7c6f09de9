/**
 * `<own-points-dialog>`: the reader's own points are drawn, pasted or copied from a data set here.
 * `show(text)` opens it with points as an address has them; a `choose` event brings those that were
 * taken. What was drawn and not taken is there again when it is opened with the same points.
 */
import { html, LitElement, nothing } from "lit";
import "../../charts/point-cloud.js";
import { define } from "../../elements/define.js";
import { loadPictures } from "../../recorded/pictures.js";
import { decodePoints, encodePoints, FEWEST, MOST } from "../../settings/own-points.js";
import { theFirst } from "../../settings/text.js";
import { controlStyles } from "../control-styles.js";
import { dialogStyles } from "../dialog-styles.js";
import { ownPointsStyles } from "./own-points-styles.js";
import { readPasted } from "./pasted-points.js";
import { pointDrawing } from "./point-drawing.js";
import { CLASS_NAMES, PointEditor } from "./point-editor.js";

/** @typedef {import("../../recorded/pictures.js").Points} Picture */

export class OwnPointsDialog extends LitElement {
  static properties = {
    names: { attribute: false },
    pictures: { state: true },
    problems: { state: true },
    missing: { state: true },
  };
  static styles = [controlStyles, dialogStyles, ownPointsStyles];

  constructor() {
    super();
    /** @type {Record<string, string>} what readers call the data sets, by name */
    this.names = {};
    /** @type {Record<string, Picture>} */
    this.pictures = {};
    /** @type {string[]} of what was pasted */
    this.problems = [];
    /** Why these points cannot be taken yet. */
    this.missing = "";
    this.editor = new PointEditor();
    /** The points that it was opened with. */
    this.begun = "";
    this.changed = () => {
      this.missing = "";
      this.requestUpdate();
    };
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector("dialog"));
  }

  /** @param {string} points as an address has them; "" for none */
  async show(points) {
    if (points !== this.begun) this.editor.load(decodePoints(points) ?? []);
    this.begun = points;
    this.missing = "";
    await this.updateComplete;
    this.dialog.showModal();
    // Without pictures there is nothing to copy, and all else works.
    const pictures = await loadPictures().catch(() => null);
    this.pictures = pictures?.datasets ?? {};
  }

  /** Takes the points, if a network can learn them. */
  take() {
    this.missing = this.editor.lacking;
    if (this.missing) return;
    this.begun = encodePoints(this.editor.points);
    this.dispatchEvent(new CustomEvent("choose", { detail: this.begun }));
    this.dialog.close();
  }

  /** Puts what was pasted in place of the points, or says what is wrong with it. */
  paste() {
    const field = /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector("textarea"));
    const { points, problems } = readPasted(field.value);
    this.problems = theFirst(problems.map((problem) => `${problem}.`));
    if (problems.length === 0) this.act(() => this.editor.replace(points));
  }

  /** @param {Picture} picture */
  copy({ x, y }) {
    const points = Array.from(y, (label, i) => ({ x: x[2 * i], y: x[2 * i + 1], label }));
    this.act(() => this.editor.replace(points));
  }

  /** @param {() => void} act */
  act(act) {
    act();
    this.changed();
  }

  /** Ctrl+Z takes a point back wherever the focus is, but in the field, which has its own. */
  onKeyDown(/** @type {KeyboardEvent} */ event) {
    event.stopPropagation(); // no key of the widget behind it
    const isInField = event.composedPath()[0] instanceof HTMLTextAreaElement;
    if (isInField || !(event.ctrlKey || event.metaKey) || !this.editor.key(event)) return;
    event.preventDefault();
    this.changed();
  }

  renderTools() {
    const { editor } = this;
    const tool = (
      /** @type {import("./point-editor.js").Tool} */ value,
      /** @type {unknown} */ words,
    ) =>
      html`<label class="tool"
        ><input
          type="radio"
          name="tool"
          .checked=${editor.tool === value}
          @change=${() => {
            editor.tool = value;
          }}
        />${words}</label
      >`;
    return html`<fieldset aria-label="What a press does">
        ${CLASS_NAMES.map((name, i) => tool(i === 0 ? 0 : 1, html`${dot(i)} Class ${name}`))}
        ${tool("erase", "Erase")}
      </fieldset>
      <div class="row">
        <button type="button" aria-disabled=${!editor.canUndo} @click=${() => this.act(() => editor.undo())}>
          Undo
        </button>
        <button type="button" aria-disabled=${!editor.canRedo} @click=${() => this.act(() => editor.redo())}>
          Redo
        </button>
        <button type="button" @click=${() => this.act(() => editor.clear())}>Clear</button>
      </div>`;
  }

  renderCopies() {
    const copies = Object.entries(this.pictures).filter(([name]) => this.names[name]);
    if (copies.length === 0) return nothing;
    return html`<div role="group" aria-labelledby="copies">
      <span id="copies" class="help">Start from points of a data set</span>
      <div class="row copies">
        ${copies.map(
          ([name, picture]) =>
            html`<button
              type="button"
              title=${this.names[name]}
              aria-label="Start from ${this.names[name]}"
              @click=${() => this.copy(picture)}
            >
              <point-cloud .points=${picture} .size=${40}></point-cloud>
            </button>`,
        )}
      </div>
    </div>`;
  }

  renderPaste() {
    return html`<label class="paste"
        >Or paste: x, y and a label in each line
        <textarea
          spellcheck="false"
          autocomplete="off"
          placeholder="0.3, -0.2, A"
          aria-describedby="rule"
        ></textarea>
      </label>
      <p class="help" id="rule">
        Commas, semicolons, tabs or blanks between them; a header is skipped; ${FEWEST} to ${MOST}
        points with two labels. Points beyond 1.4 are moved and stretched, each coordinate by itself,
        to lie from −1 to 1.
      </p>
      ${
        this.problems.length
          ? html`<ul class="problems" role="alert">
              ${this.problems.map((problem) => html`<li class="problem">${problem}</li>`)}
            </ul>`
          : nothing
      }
      <div class="row">
        <button type="button" @click=${this.paste}>Put these in place of the points</button>
      </div>`;
  }

  render() {
    const { editor } = this;
    return html`<dialog aria-labelledby="title" @keydown=${this.onKeyDown}>
      <h2 id="title">Your own points</h2>
      <div class="halves">
        <div class="half">${pointDrawing(editor, this.changed)} ${this.renderTools()}</div>
        <div class="half">
          <p class="help" id="keys">
            Press or draw. By keys: the arrows move a cross (with Shift finely), 1 and 2 put a point of
            class A or B, Delete erases, Ctrl+Z takes back.
          </p>
          ${this.renderCopies()} ${this.renderPaste()}
        </div>
      </div>
      <p class="said" aria-live="polite">${editor.said}</p>
      <form method="dialog" class="end">
        ${this.missing ? html`<p class="problem" role="alert">${this.missing}</p>` : nothing}
        <span class="summary">${editor.summary}</span>
        <span class="row">
          <button type="button" class="primary" @click=${this.take}>Use these points</button>
          <button>Cancel</button>
        </span>
      </form>
    </dialog>`;
  }
}

/** A point as it is drawn. @param {number} label */
const dot = (label) =>
  html`<svg viewBox="-50 -50 100 100" aria-hidden="true">
    <circle class=${label ? "b" : "a"} r="43" />
  </svg>`;

define("own-points-dialog", OwnPointsDialog);
