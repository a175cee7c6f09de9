/**
 * The present experiment as a Python script that runs by itself: the package's own code, flattened when
 * the page was built, and the settings of the runs. It needs no Python in the page.
 */
import { late } from "../boot/not-loaded.js";
import { SITE } from "./links.js";

/** The one line of the script that says what to run; see py/residual/export/script.py. */
const NO_RUNS = "RUNS = []";

/**
 * @param {import("./shareable.js").Shareable} widget
 * @returns {Promise<string>}
 */
export async function asScript(widget) {
  const template = await late("The code", async () => {
    const response = await fetch(new URL("python/script.py.txt", SITE));
    if (!response.ok) throw new Error(`the host answered ${response.status}`);
    return response.text();
  });
  // Written as a function, so that "$" in a name stands for itself.
  return template.replace(NO_RUNS, () => `RUNS = ${JSON.stringify(runsOf(widget), null, 4)}`);
}

/**
 * What the controls say, then what is pinned.
 * @param {import("./shareable.js").Shareable} widget
 */
const runsOf = ({ tableName, experiment = [], state }) =>
  [...experiment, ...state.pins].map(({ name, config }) => ({
    name,
    table: tableName,
    settings: config,
  }));
