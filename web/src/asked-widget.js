/**
 * Before anything is painted: the widget that stands in the page of embeds is not seen where the address asks
 * for another. A script of its own, which the page waits for.
 */
const asked = new URLSearchParams(location.search).get("widget");
if (asked !== null) {
  const style = document.createElement("style");
  style.id = "asked-widget";
  style.textContent = `[data-widget]:not([data-widget="${CSS.escape(asked)}"]) { display: none }`;
  document.head.append(style);
}
