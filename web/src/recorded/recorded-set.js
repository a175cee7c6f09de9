/** The recorded runs of several depths, loaded when the page is idle or when one is wanted. */

/** @type {Promise<import("./decode-set.js").RecordedSet> | undefined} */
let loading;

/** @returns {Promise<import("./decode-set.js").RecordedSet>} */
export function loadRecordedSet() {
  loading ??= import("../../generated/recorded-set.json").then(
    (module) => /** @type {any} */ (module.default),
    (error) => {
      loading = undefined; // for another try
      throw error;
    },
  );
  return loading;
}
