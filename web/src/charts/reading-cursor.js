/**
 * A cursor that reads exact values off a chart, by pointer and by keyboard: a rule at the nearest x,
 * and a note with what is there. As a slider it takes the arrow keys in every screen reader; what it
 * finds is said in a polite live region.
 */
import { html, LitElement, nothing } from "lit";
import { define } from "../elements/define.js";
import { afterKey } from "./cursor-keys.js";

/** How many steps Page Up and Page Down are. */
const LEAP = 10;

/**
 * `<reading-cursor>` around a chart that Plot drew. `positions` are the x values that can be read, in
 * ascending order; `read` gives the lines of the note at one of them, the first of which names it.
 * It stands in the light DOM of its widget, whose styles apply and whose exports find the chart.
 */
export class ReadingCursor extends LitElement {
  static properties = {
    chart: { attribute: false },
    positions: { attribute: false },
    read: { attribute: false },
    label: {},
    scale: { attribute: false },
    drawnWidth: { type: Number },
    at: { state: true },
    spoken: { state: true },
  };

  constructor() {
    super();
    /** @type {any} a figure of Plot, or a template */
    this.chart = undefined;
    /** @type {number[]} */
    this.positions = [];
    /** @type {(position: number) => string[]} */
    this.read = () => [];
    this.label = "";
    /** @type {import("./scales.js").Scale | undefined} of the x axis, where the chart is not Plot's */
    this.scale = undefined;
    /** Of the chart, in the units of that scale. */
    this.drawnWidth = 0;
    /** @type {number | null} the position that is read; null: none */
    this.at = null;
    this.spoken = "";
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const at = this.#nearest(this.at);
    const lines = at === null ? [] : this.read(at);
    return html`<div
      class="reading"
      role="slider"
      tabindex="0"
      aria-label=${`${this.label}: read values`}
      aria-valuemin=${this.positions[0] ?? 0}
      aria-valuemax=${this.positions[this.positions.length - 1] ?? 0}
      aria-valuenow=${at ?? this.positions[0] ?? 0}
      aria-valuetext=${lines[0] ?? "use the arrow keys"}
      @keydown=${this.#key}
      @pointermove=${this.#point}
      @pointerdown=${this.#point}
      @pointerleave=${this.#leave}
      @blur=${this.#leave}
    >
      ${this.chart ?? nothing} ${at === null ? nothing : this.#note(at, lines)}
    </div>
    <p class="visually-hidden" aria-live="polite">${this.spoken}</p>`;
  }

  /**
   * @param {number} at
   * @param {string[]} lines
   */
  #note(at, lines) {
    const share = (100 * this.#scale.apply(at)) / this.#width;
    const side = share < 50 ? `left: calc(${share}% + 8px)` : `right: calc(${100 - share}% + 8px)`;
    const [head, ...values] = lines;
    return html`<div class="reading-rule" style="left: ${share}%"></div>
      <div class="reading-note" style=${side}>
        <strong>${head}</strong>
        ${values.map((line) => html`<div>${line}</div>`)}
      </div>`;
  }

  /** Plot's own x scale, in the units of the drawing. */
  get #scale() {
    return (
      this.scale ??
      /** @type {any} */ (this.chart)?.scale?.("x") ?? { apply: () => 0, invert: () => 0 }
    );
  }

  get #width() {
    return this.drawnWidth || Number(this.chart?.getAttribute("width")) || 1;
  }

  /** @param {number | null} wanted */
  #nearest(wanted) {
    if (wanted === null || this.positions.length === 0) return null;
    return this.positions[this.#indexOf(wanted)];
  }

  /** @param {number} wanted */
  #indexOf(wanted) {
    let [low, high] = [0, this.positions.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.positions[middle] <= wanted) low = middle;
      else high = middle;
    }
    const { [low]: below, [high]: above } = this.positions;
    return wanted - below < above - wanted ? low : high;
  }

  /** @param {PointerEvent} event */
  #point({ clientX }) {
    const box = this.querySelector("svg")?.getBoundingClientRect();
    if (!box?.width) return;
    this.at = this.#scale.invert(((clientX - box.left) * this.#width) / box.width);
    this.spoken = "";
  }

  #leave() {
    this.at = null;
  }

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    // Whoever shows the same runs beside the chart may follow.
    if (changed.has("at")) {
      const detail = this.#nearest(this.at);
      this.dispatchEvent(new CustomEvent("read", { detail, bubbles: true, composed: false }));
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") this.#leave();
    if (this.positions.length === 0) return;
    const here = this.at === null ? null : this.#indexOf(this.at);
    const last = this.positions.length - 1;
    const next = afterKey(event.key, here, { first: 0, last, page: LEAP });
    if (next === null) return;
    event.preventDefault();
    this.at = this.positions[next];
    this.spoken = this.read(this.at).join("; ");
  }
}

define("reading-cursor", ReadingCursor);
