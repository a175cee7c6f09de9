/** A pair of U-Nets as tables: the error of each update, and what was made of the images held out. */
import { integer, number, tableOf } from "../../charts/table-of.js";

/** @typedef {import("./shown-pair.js").ShownPair} ShownPair */

/** @param {ShownPair} pair */
export const errorsTable = ({ sights, config }) =>
  tableOf(
    {
      name: "errors",
      caption: `Mean squared error on 360 digits held out, noise ${config.noise}`,
    },
    sights,
    [
      integer("update", "Update", ({ update }) => update),
      number("noisy", "Given", ({ errors }) => errors.noisy),
      number("with", "All skips", ({ errors }) => errors.with),
      number("cut", "Finest skip cut", ({ errors }) => errors.cut),
      number("without", "Trained without it", ({ errors }) => errors.without),
    ],
  );

/** @param {ShownPair} pair */
export const updatesTable = ({ updates }) =>
  tableOf(
    { name: "updates", caption: "Mean squared error of each update's own images, before it" },
    Array.from({ length: Math.max(updates.with.length, updates.without.length) }, (_, i) => i),
    [
      integer("update", "Update", (i) => i + 1),
      number("with", "All skips", (i) => updates.with[i]),
      number("without", "Trained without the finest", (i) => updates.without[i]),
    ],
  );
