/** The HTML that puts a widget into somebody's page. */

/**
 * @param {object} frame
 * @param {string} frame.address
 * @param {string} frame.title
 * @param {string} frame.width as CSS says it
 * @param {number} frame.height in pixels
 * @param {boolean} frame.grows whether a script lets the frame be as high as what it shows
 */
export function embedCode({ address, title, width, height, grows }) {
  const frame = `<iframe src="${escaped(address)}" title="${escaped(title)}" allow="clipboard-write"
  style="width: ${width}; max-width: 100%; height: ${height}px; border: 0"></iframe>`;
  return grows ? `${frame}\n${growing(new URL(address).origin)}` : frame;
}

/** @param {string} origin */
const growing = (origin) => `<script>
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== "${origin}" || data?.type !== "residual-explorer:height") return;
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === source) frame.style.height = \`\${data.height}px\`;
  });
</script>`;

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
