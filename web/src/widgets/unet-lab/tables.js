/** A pair of U-Nets as tables: the error of each update, and what was made of the images held out. */

/** @typedef {import("./shown-pair.js").ShownPair} ShownPair */
/** @typedef {import("../../charts/data-table.js").Table} Table */

/** @param {ShownPair} pair @returns {Table} */
export const errorsTable = ({ sights, config }) => ({
  name: "errors",
  caption: `Mean squared error on 360 digits held out, noise ${config.noise}`,
  columns: [
    { name: "update", label: "Update", type: "integer" },
    { name: "noisy", label: "Given", type: "number" },
    { name: "with", label: "All skips", type: "number" },
    { name: "cut", label: "Finest skip cut", type: "number" },
    { name: "without", label: "Trained without it", type: "number" },
  ],
  rows: sights.map(({ update, errors }) => [
    update,
    errors.noisy,
    errors.with,
    errors.cut,
    errors.without,
  ]),
});

/** @param {ShownPair} pair @returns {Table} */
export const updatesTable = ({ updates }) => ({
  name: "updates",
  caption: "Mean squared error of each update's own images, before it",
  columns: [
    { name: "update", label: "Update", type: "integer" },
    { name: "with", label: "All skips", type: "number" },
    { name: "without", label: "Trained without the finest", type: "number" },
  ],
  rows: Array.from({ length: Math.max(updates.with.length, updates.without.length) }, (_, i) => [
    i + 1,
    updates.with[i],
    updates.without[i],
  ]),
});
