/** A sentence with its looks. */
import { html } from "lit";
import { KINDS } from "../settings/kinds.js";

/** @param {import("../charts/view.js").Piece[]} pieces */
export const told = (pieces) =>
  pieces.map(({ text, kind, strong }, i) => {
    const space = i ? " " : "";
    if (!strong) return `${space}${text}`;
    return html`${space}<strong style="color: ${kind ? KINDS[kind].ink : "inherit"}">${text}</strong>`;
  });
