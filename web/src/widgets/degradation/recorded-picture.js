/** The picture that the Degradation Problem Explorer opens with, for the build to print. */
import { curveChart } from "../../charts/curve-chart.js";
import { recordedPlainEnds, recordedRuns } from "../../recorded/recorded.js";
import { KINDS } from "../../settings/kinds.js";
import { labelOf } from "../../settings/own-settings.js";
import { TABLES } from "../../settings/settings.js";
import { sideBySide } from "./compare/epochs-table.js";
import { shallowerThan } from "./compare/shallower.js";
import { degradationVerdict } from "./verdicts.js";

const runs = [...recordedRuns.values()];
const curves = runs.map((run) => ({
  ...run,
  name: KINDS[run.kind].name,
  weight: /** @type {const} */ ("main"),
}));
const [{ config }] = runs;
const plain = runs.filter(({ kind }) => kind === "plain");

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: (size) =>
    curveChart(curves, {
      ...size,
      measure: "loss",
      epochs: Number(config.epochs),
      log: false,
      label: "Loss by epoch",
      note: labelOf(TABLES.degradation, runs, config).words,
    }),
  sentence: degradationVerdict(
    runs,
    plain.flatMap((run) => shallowerThan(run.config, recordedPlainEnds)),
  ),
  table: sideBySide(curves, ""),
};
