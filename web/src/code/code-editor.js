/**
 * `<code-editor>`: Python source with its line numbers, to be read or edited. A plain text area under
 * highlighted text, so that keyboard, selection, undo and screen readers work as everywhere: Tab goes
 * on to the next control, Enter keeps the indentation.
 */
import { css, html, LitElement, nothing } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { define } from "../elements/define.js";
import { highlighted, highlightStyles } from "./highlight.js";

const LINE_HEIGHT = 20;

export class CodeEditor extends LitElement {
  static properties = {
    value: {},
    label: {},
    editable: { type: Boolean },
    firstLine: { attribute: false },
    markedLine: { attribute: false },
    startLine: { attribute: false },
  };
  static styles = [
    highlightStyles,
    css`
      .scroll {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        max-height: 420px;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--surface);
      }
      .scroll,
      textarea {
        font: 13px / ${LINE_HEIGHT}px ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
        font-variant-ligatures: none;
        tab-size: 4;
      }
      /* A smaller field makes a phone zoom into it. */
      @media (pointer: coarse) {
        .scroll,
        textarea {
          font-size: 16px;
        }
      }
      .lines {
        position: sticky;
        left: 0;
        z-index: 1;
        padding: 8px 8px 8px 10px;
        background: var(--surface);
        color: var(--muted);
        text-align: end;
        white-space: pre;
        user-select: none;
      }
      .text {
        position: relative;
        width: max-content;
        min-width: 100%;
      }
      pre {
        margin: 0;
        padding: 8px 10px 8px 4px;
        min-height: 36px;
        font: inherit;
        color: var(--ink);
      }
      textarea {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        margin: 0;
        padding: 8px 10px 8px 4px;
        border: 0;
        background: none;
        color: transparent;
        caret-color: var(--ink);
        white-space: pre;
        overflow: hidden;
        resize: none;
      }
      .scroll:focus-visible,
      .scroll:focus-within {
        outline: 2px solid var(--residual);
        outline-offset: 1px;
      }
      textarea:focus {
        outline: none;
      }
      textarea::selection {
        background: color-mix(in srgb, var(--residual) 35%, transparent);
        color: transparent;
      }
      .mark {
        position: absolute;
        inset-inline: 0;
        height: ${LINE_HEIGHT}px;
        background: color-mix(in srgb, var(--problem) 22%, transparent);
        border-left: 3px solid var(--problem);
      }
    `,
  ];

  constructor() {
    super();
    this.value = "";
    this.label = "";
    this.editable = false;
    this.firstLine = 1;
    /** @type {number | null} counted from 1 in the value */
    this.markedLine = null;
    /** The line at the top when it is first seen. */
    this.startLine = 1;
  }

  firstUpdated() {
    const scroll = this.renderRoot.querySelector(".scroll");
    if (scroll) scroll.scrollTop = LINE_HEIGHT * (this.startLine - 1);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has("markedLine") && this.markedLine) {
      this.renderRoot.querySelector(".mark")?.scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {string} value */
  edited(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent("edited", { detail: value }));
  }

  /**
   * Enter begins the next line where this one begins, one step further in after a colon.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
    const area = /** @type {HTMLTextAreaElement} */ (event.target);
    const line = area.value.slice(0, area.selectionStart).split("\n").at(-1) ?? "";
    const indent = (line.match(/^\s*/)?.[0] ?? "") + (line.trimEnd().endsWith(":") ? "    " : "");
    // Deprecated, but the one way to write that Undo takes back.
    if (document.execCommand("insertText", false, `\n${indent}`)) event.preventDefault();
  }

  render() {
    const count = this.value.split("\n").length;
    const numbers = Array.from({ length: count }, (_, i) => this.firstLine + i).join("\n");
    const text = html`<pre aria-hidden=${this.editable ? "true" : nothing}>${unsafeHTML(
      highlighted(this.value),
    )}\n</pre>`;
    return html`<div
      class="scroll"
      tabindex=${this.editable ? nothing : "0"}
      role=${this.editable ? nothing : "region"}
      aria-label=${this.editable ? nothing : this.label}
    >
      <div class="lines" aria-hidden="true">${numbers}</div>
      <div class="text">
        ${
          this.markedLine
            ? html`<div class="mark" style="top: ${8 + LINE_HEIGHT * (this.markedLine - 1)}px"></div>`
            : nothing
        }
        ${text}
        ${
          this.editable
            ? html`<textarea
                aria-label=${this.label}
                aria-invalid=${this.markedLine !== null}
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                wrap="off"
                .value=${this.value}
                @keydown=${this.key}
                @input=${(/** @type {Event} */ event) =>
                  this.edited(/** @type {HTMLTextAreaElement} */ (event.target).value)}
              ></textarea>`
            : nothing
        }
      </div>
    </div>`;
  }
}

define("code-editor", CodeEditor);
