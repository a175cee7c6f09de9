/**
 * Before anything is painted: the widget that stands in the page of embeds is not seen where the address asks
 * for another, and the page has the theme that it asks for. A script of its own, which the page waits for.
 */
const query = new URLSearchParams(location.search);
const asked = query.get("widget");
if (asked !== null) {
  const style = document.createElement("style");
  style.id = "asked-widget";
  style.textContent = `[data-widget]:not([data-widget="${CSS.escape(asked)}"]) { display: none }`;
  document.head.append(style);
}
const theme = query.get("theme");
if (theme === "light" || theme === "dark") document.documentElement.style.colorScheme = theme;
