/**
 * The data set that a widget's reader brings: what is chosen with “Your own”, and the dialog in which the
 * points are drawn, which is loaded when it is first asked for.
 */
import { html } from "lit";
import { asPicture, decodePoints } from "../settings/own-points.js";

export class OwnData {
  /** @type {import("./configurable-widget.js").ConfigurableWidget} */
  #widget;
  /** The points that were set last; "" if none were. */
  #last = "";

  /** @param {import("./configurable-widget.js").ConfigurableWidget} widget */
  constructor(widget) {
    this.#widget = widget;
  }

  /** The points that are set, or were set last, as an address has them. */
  get points() {
    this.#last = String(this.#widget.config.points || this.#last);
    return this.#last;
  }

  /** As a small picture, if there are any. */
  get picture() {
    return this.points ? asPicture(decodePoints(this.points) ?? []) : undefined;
  }

  /** Takes “Your own” as data set: with the points of before, or with those that are to be drawn. */
  choose() {
    if (this.points) this.take(this.points);
    else this.edit();
  }

  /** Opens the dialog. */
  async edit() {
    const widget = this.#widget;
    const load = () => import("../controls/own-points/own-points-dialog.js");
    if (!(await widget.needed("The drawing of points", load))) return;
    await widget.updateComplete;
    const dialog =
      /** @type {import("../controls/own-points/own-points-dialog.js").OwnPointsDialog} */ (
        widget.renderRoot.querySelector("own-points-dialog")
      );
    await dialog.show(this.points);
  }

  /** @param {string} points */
  take(points) {
    const { config } = this.#widget;
    if (config.dataset === "own") this.#widget.setSetting("points", points);
    else this.#widget.setConfig({ ...config, dataset: "own", points });
  }

  /** The dialog's place; it is empty until it is asked for. */
  render() {
    return html`<own-points-dialog
      .names=${this.#widget.table.row("dataset").choices}
      @choose=${(/** @type {CustomEvent<string>} */ event) => this.take(event.detail)}
    ></own-points-dialog>`;
  }
}
