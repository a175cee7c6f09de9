/** What the host says of the build that it has now; see `tell_size` in build.py. */

/** The folder of the site. */
const SITE = new URL("../", import.meta.url);

/**
 * @typedef {object} SiteNow
 * @property {string} [build] its name
 * @property {number} [python] how many bytes Python takes over the line, without the snapshot
 */

/**
 * @param {AbortSignal} signal
 * @returns {Promise<SiteNow>} rejected where there is no answer; what is no answer of ours says nothing
 */
export async function siteNow(signal) {
  const response = await fetch(new URL("build.json", SITE), { cache: "no-store", signal });
  const text = response.ok ? await response.text() : "";
  try {
    return JSON.parse(text || "{}");
  } catch {
    return {};
  }
}
