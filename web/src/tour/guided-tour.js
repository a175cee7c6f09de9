/**
 * `<guided-tour>`: a card beside the page that speaks of one part after the other. It takes no room
 * from the page, covers nothing that it speaks of, and goes on by itself when the reader does what it
 * says. In a window that it would fill, as at 400 % zoom, it waits for a greater one.
 */
import { css, html, LitElement } from "lit";
import { controlStyles } from "../controls/control-styles.js";
import { define } from "../elements/define.js";
import { STEPS } from "./steps.js";

/** The card stands in the page's margin where that is as wide, else at an edge of the window. */
const NARROWEST = 180;
const WIDEST = 260;
const GAP = 14;
/** It is not seen where its card would take a greater share of the window's height. */
const MOST = 0.4;
/** The style of a ring around nothing. */
const NOWHERE = "display: none";
const CONTROL = "button, input, select, textarea, summary, a";

export class GuidedTour extends LitElement {
  static properties = { at: { state: true }, place: { state: true } };
  static styles = [
    controlStyles,
    css`
      :host {
        --ink: light-dark(#1b1b1f, #e8e8ea);
        --muted: light-dark(#62626b, #a0a0aa);
        --line: light-dark(#d9d9de, #3a3a42);
        --surface: light-dark(#ffffff, #17171b);
        --residual: light-dark(#0072b2, #5cb8f0);
        color: var(--ink);
        font: 14px/1.45 system-ui, sans-serif;
      }
      aside {
        position: absolute;
        z-index: 3;
        padding: 12px 14px;
        border: 1px solid var(--residual);
        border-radius: 8px;
        background: var(--surface);
      }
      aside.window {
        position: fixed;
        inset: auto 8px 8px;
        max-width: 420px;
      }
      aside.window.above {
        inset: 8px 8px auto;
      }
      .ring {
        position: absolute;
        border: 2px solid var(--residual);
        border-radius: 8px;
        pointer-events: none;
      }
      h2 {
        margin: 0 0 2px;
        font-size: 15px;
      }
      p {
        margin: 0 0 8px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .count {
        color: var(--muted);
        font-size: 13px;
      }
      aside.waiting {
        visibility: hidden;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.at = 0;
    /** @type {{card: string, style: string, ring: string}} */
    this.place = { card: "", style: "", ring: NOWHERE };
    this.placing = () => this.findPlace();
    this.resizing = new ResizeObserver(this.placing);
    this.onUse = (/** @type {Event} */ event) => this.used(event);
  }

  get step() {
    return STEPS[this.at];
  }

  /** The part of the page that the present step speaks of. */
  get subject() {
    const widget = document.querySelector(`[data-widget="${this.step.widget}"]`);
    return widget?.shadowRoot?.querySelector(this.step.part) ?? null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.resizing.observe(document.body);
    for (const type of ["scroll", "resize"]) addEventListener(type, this.placing);
    for (const type of ["input", "click"]) document.addEventListener(type, this.onUse);
    this.findPlace();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resizing.disconnect();
    for (const type of ["scroll", "resize"]) removeEventListener(type, this.placing);
    for (const type of ["input", "click"]) document.removeEventListener(type, this.onUse);
  }

  /**
   * Goes on when the reader uses the part that is spoken of. One who uses another control needs no tour.
   * @param {Event} event
   */
  used(event) {
    const path = event.composedPath().filter((node) => node instanceof Element);
    if (path.includes(this)) return;
    const step = STEPS.findLastIndex(({ part }) => path.some((node) => node.matches(part)));
    if (step >= this.at) this.goTo(step + 1, false);
    else if (step < 0 && path.some((node) => node.matches(CONTROL))) this.remove();
  }

  /** @param {number} at @param {boolean} byCard whether the focus is in the card */
  goTo(at, byCard) {
    if (at < STEPS.length) {
      this.at = at;
      this.findPlace();
      return;
    }
    const { subject } = this;
    this.remove();
    if (byCard) focusIn(subject);
  }

  /** Whether the card at an edge of the window leaves enough of it. @param {number} height */
  fitsInto(height) {
    const card = this.renderRoot.querySelector("aside.window");
    return card === null || card.getBoundingClientRect().height <= MOST * height;
  }

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    this.findPlace(); // its height is known now
    const { card, ring } = this.place;
    if (ring !== NOWHERE && !card.includes("waiting")) this.dispatchEvent(new Event("seen"));
  }

  findPlace() {
    const { subject } = this;
    if (!subject) return;
    const box = subject.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const widget = document
      .querySelector(`[data-widget="${this.step.widget}"]`)
      ?.getBoundingClientRect();
    const edge = (widget?.right ?? clientWidth) + GAP;
    const room = clientWidth - edge - GAP;
    const top = box.top + scrollY;
    const ring = `left: ${box.left + scrollX - 5}px; top: ${top - 5}px; width: ${box.width + 6}px; height: ${box.height + 6}px`;
    if (room >= NARROWEST) {
      const style = `left: ${edge}px; top: ${top}px; width: ${Math.min(WIDEST, room)}px`;
      this.#put({ card: "", style, ring });
    } else {
      const low = box.top > clientHeight / 2 && box.top < clientHeight;
      const side = low ? "above" : "";
      if (this.fitsInto(clientHeight)) this.#put({ card: `window ${side}`, style: "", ring });
      else this.#put({ card: "window waiting", style: "", ring: NOWHERE });
    }
  }

  /** @param {GuidedTour["place"]} place */
  #put(place) {
    const same = /** @type {(keyof typeof place)[]} */ (Object.keys(place)).every(
      (key) => place[key] === this.place[key],
    );
    if (!same) this.place = place;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Escape") this.goTo(STEPS.length, true);
  }

  render() {
    const { title, text } = this.step;
    const last = this.at === STEPS.length - 1;
    return html`<div class="ring" style=${this.place.ring}></div>
      <aside
        aria-label="A short tour"
        class=${this.place.card}
        style=${this.place.style}
        @keydown=${this.key}
      >
        <div aria-live="polite">
          <h2>${title}</h2>
          <p>${text}</p>
        </div>
        <div class="row">
          <button type="button" @click=${() => this.goTo(this.at + 1, true)}>
            ${last ? "Done" : "Next"}
          </button>
          ${
            last
              ? ""
              : html`<button type="button" @click=${() => this.goTo(STEPS.length, true)}>
                  Skip the tour
                </button>`
          }
          <span class="count">${this.at + 1} of ${STEPS.length}</span>
        </div>
      </aside>`;
  }
}

/**
 * Gives the focus back to the page where the tour spoke last, so that the keyboard goes on there.
 * @param {Element | null} part
 */
function focusIn(part) {
  const target = part?.matches(CONTROL) ? part : part?.querySelector(CONTROL);
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

define("guided-tour", GuidedTour);
