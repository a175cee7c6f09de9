/** An element in somebody's page: it is as wide as that page lets it be, and may be moved in it. */
import { LitElement } from "lit";

/** What an element is drawn for that has no width yet, as in a part of the page that is hidden. */
const USUAL_WIDTH = 640;
/** What a narrower element shows was drawn for this width, and is made smaller. */
const NARROWEST = 240;
/** An element that is in a page again so soon, in milliseconds, was moved. */
const MOVE_MS = 2000;

export class HostedElement extends LitElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { width: { state: true } };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #leaving;

  constructor() {
    super();
    /** Of what is drawn, in pixels. */
    this.width = USUAL_WIDTH;
    this.resizing = new ResizeObserver(([entry]) => this.#takeWidth(entry.contentRect.width));
  }

  connectedCallback() {
    super.connectedCallback();
    clearTimeout(this.#leaving);
    const { paddingLeft, paddingRight } = getComputedStyle(this);
    this.#takeWidth(
      this.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight),
    );
    this.resizing.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resizing.disconnect();
    this.#leaving = setTimeout(() => this.gone(), MOVE_MS);
  }

  /** Called when it is out of the page for good, as far as one can know. */
  gone() {}

  /** @param {number} width of its content; where it is not shown, 0 */
  #takeWidth(width) {
    if (width > 0) this.width = Math.max(NARROWEST, Math.round(width));
  }
}
