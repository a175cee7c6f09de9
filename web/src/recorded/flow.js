/**
 * What the Gradient Flow Visualizer has recorded beside its first picture: every case, and the gradient at
 * each size of the weights. They take more room than that, so they come when the widget is near.
 */
import { decodeCases, decodeGrid } from "./decode-flow.js";

/** @typedef {import("./decode-flow.js").Recordings} Recordings */

/** @type {Promise<Recordings> | undefined} */
let loading;

/**
 * @param {import("../settings/settings.js").SettingsTable} table
 * @returns {Promise<Recordings>}
 */
export function loadFlow(table) {
  loading ??= Promise.all([
    import("../../generated/flow-cases.json"),
    import("../../generated/flow-grid.json"),
  ]).then(
    ([cases, grid]) => ({
      cases: decodeCases(/** @type {any} */ (cases.default)),
      find: decodeGrid(/** @type {any} */ (grid.default), table),
    }),
    (error) => {
      loading = undefined; // for another try
      throw error;
    },
  );
  return loading;
}
