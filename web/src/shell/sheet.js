/**
 * Sheets: what opens over the stage instead of making it higher. One at a time; Escape and its button close
 * it, and the focus goes back to what opened it.
 */
import { html, nothing } from "lit";

export class Sheet {
  /** The name of the open one; "" for none. */
  open = "";
  /** @type {HTMLElement | null} */
  #opener = null;
  /** @type {import("lit").LitElement} */
  #host;

  /** @param {import("lit").LitElement} host redrawn after every change */
  constructor(host) {
    this.#host = host;
  }

  /** Opens one, or closes it where it is open. @param {string} name */
  async toggle(name) {
    if (this.open === name) return this.close();
    this.#opener = /** @type {HTMLElement | null} */ (
      /** @type {ShadowRoot} */ (this.#host.renderRoot).activeElement
    );
    this.open = name;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    /** @type {HTMLElement | null} */ (
      this.#host.renderRoot.querySelector(".sheet-close")
    )?.focus();
  }

  close() {
    if (!this.open) return;
    this.open = "";
    this.#host.requestUpdate();
    this.#opener?.focus();
    this.#opener = null;
  }

  /**
   * @param {Record<string, {title: string, content: () => unknown}>} sheets by name
   * @param {() => void} closed called when the reader closes it
   */
  render(sheets, closed) {
    const close = () => {
      this.close();
      closed();
    };
    const sheet = Object.hasOwn(sheets, this.open) ? sheets[this.open] : null;
    if (!sheet) return nothing;
    return html`<dialog
      class="sheet"
      open
      data-sheet=${this.open}
      aria-label=${sheet.title}
      @keydown=${(/** @type {KeyboardEvent} */ event) => {
        // A dialog that a sheet has opened over the page has an Escape of its own.
        const dialogs = event.composedPath().filter((part) => part instanceof HTMLDialogElement);
        if (event.key !== "Escape" || event.defaultPrevented || dialogs.length > 1) return;
        event.stopPropagation();
        close();
      }}
    >
      <div class="sheet-head">
        <strong>${sheet.title}</strong>
        <button type="button" class="sheet-close icon" aria-label="Close ${sheet.title}" @click=${close}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M3 3l10 10M13 3l-10 10" /></svg>
        </button>
      </div>
      <div class="sheet-body">${sheet.content()}</div>
    </dialog>`;
  }
}
