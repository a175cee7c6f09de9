/**
 * `<menu-button>`: a button that opens a menu, with the keys that menus have everywhere. `label` names
 * both; `items` are the menu's words; a choice is told by the event `choose`.
 */
import { css, html, LitElement, nothing } from "lit";
import { controlStyles } from "../controls/control-styles.js";
import { define } from "../elements/define.js";

export class MenuButton extends LitElement {
  static properties = {
    label: {},
    items: { attribute: false },
    open: { state: true },
    atEnd: { state: true },
  };
  static styles = [
    controlStyles,
    css`
      :host {
        position: relative;
      }
      [role="menu"] {
        position: absolute;
        z-index: 2;
        top: calc(100% + 4px);
        left: 0;
        display: grid;
        min-width: 160px;
        padding: 4px;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--surface);
      }
      [role="menu"].at-end {
        left: auto;
        right: 0;
      }
      [role="menuitem"] {
        border: 0;
        padding: 0 12px;
        text-align: start;
      }
      [role="menuitem"]:hover,
      [role="menuitem"]:focus-visible {
        background: color-mix(in srgb, var(--muted) 18%, var(--surface));
      }
    `,
  ];

  constructor() {
    super();
    this.label = "";
    /** @type {string[]} */
    this.items = [];
    this.open = false;
    this.atEnd = false;
    // Heard only when the focus leaves the element for another; a press elsewhere is heard below.
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget) this.open = false;
    });
    this.onPointerDown = (/** @type {Event} */ event) => {
      if (!event.composedPath().includes(this)) this.open = false;
    };
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.onPointerDown);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.onPointerDown);
  }

  get itemButtons() {
    return /** @type {HTMLButtonElement[]} */ ([
      ...this.renderRoot.querySelectorAll("[role=menuitem]"),
    ]);
  }

  /** @param {number} at the item that has the focus; negative ones count from the end */
  async show(at) {
    this.open = true;
    await this.updateComplete;
    this.itemButtons.at(at)?.focus();
    // Where the menu would leave the window, it grows from the button's other side.
    const { right } = /** @type {Element} */ (
      this.renderRoot.querySelector("[role=menu]")
    ).getBoundingClientRect();
    if (right > document.documentElement.clientWidth) this.atEnd = true;
  }

  hide() {
    this.open = false;
    this.renderRoot.querySelector("button")?.focus();
  }

  /** @param {string} item */
  choose(item) {
    this.hide();
    this.dispatchEvent(new CustomEvent("choose", { detail: item }));
  }

  /** @param {KeyboardEvent} event */
  buttonKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.show(event.key === "ArrowDown" ? 0 : -1);
    } else if (event.key === "Escape") {
      this.open = false;
    }
  }

  /** @param {KeyboardEvent} event */
  menuKey(event) {
    const items = this.itemButtons;
    const at = items.findIndex((item) => item.matches(":focus"));
    const typed = event.key.length === 1 && event.key !== " " ? event.key.toLowerCase() : null;
    const next = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    const starting = [...items.slice(at + 1), ...items.slice(0, at + 1)].find(
      (item) => typed && item.textContent?.trim().toLowerCase().startsWith(typed),
    );
    if (event.key === "Tab") {
      this.hide(); // and the browser goes on from the button
      return;
    }
    if (event.key === "Escape") this.hide();
    else if (next !== undefined) items[next].focus();
    else if (starting) starting.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  render() {
    return html`<button
        type="button"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        @click=${() => (this.open ? this.hide() : this.show(0))}
        @keydown=${this.buttonKey}
      >
        ${this.label}
      </button>
      ${
        this.open
          ? html`<div
              role="menu"
              aria-label=${this.label}
              class=${this.atEnd ? "at-end" : ""}
              @keydown=${this.menuKey}
            >
              ${this.items.map(
                (item) =>
                  html`<button type="button" role="menuitem" tabindex="-1" @click=${() => this.choose(item)}>
                    ${item}
                  </button>`,
              )}
            </div>`
          : nothing
      }`;
  }
}

define("menu-button", MenuButton);
