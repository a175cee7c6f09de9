/** Addresses that bring back what a widget shows. */
import { queryOf } from "../settings/address.js";
import { pageAddress } from "../settings/page-address.js";

/** @typedef {import("./shareable.js").Shareable} Shareable */
/** @typedef {import("../settings/address.js").State} State */

/** Where the site lies: the scripts are in a folder of it, `immutable`. */
export const SITE = new URL("../", import.meta.url);

/**
 * The address of the page with all of its state; of the widget alone where it stands in a page that
 * does not keep its state.
 * @param {Shareable} widget
 */
export function linkTo(widget) {
  if (widget.address === null) return embedAddress(widget);
  pageAddress.flush();
  const link = new URL(location.href);
  // What the browser did not let us write to the address, the link has none the less.
  link.search = queryOf(widget.scheme, widget.address, widget.state, pageAddress.search);
  link.hash = widget.id;
  return link.href;
}

/**
 * The address of a page with the widget alone, for a frame.
 * @param {Shareable} widget
 * @param {string[]} [hide] what it leaves out
 * @param {string} [theme] one of `THEMES`
 */
export function embedAddress(widget, hide = widget.state.hide, theme = "auto") {
  const link = new URL("embed.html", SITE);
  const page = `?widget=${widget.name}${theme === "auto" ? "" : `&theme=${theme}`}`;
  const query = queryOf(widget.scheme, "", { ...widget.state, hide }, page);
  return link.href + query;
}
