/** The picture that the Degradation Problem Explorer opens with, for the build to print. */
import { curveChart } from "../../charts/curve-chart.js";
import { short } from "../../charts/numbers.js";
import { recordedPlainEnds, recordedRuns } from "../../recorded/recorded.js";
import { KINDS } from "../../settings/kinds.js";
import { labelOf } from "../../settings/own-settings.js";
import { TABLES } from "../../settings/settings.js";
import { shallowerThan } from "./compare/shallower.js";
import { degradationVerdict } from "./verdicts.js";

const LABEL = "Loss by epoch";

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: ({ width, height }) => {
    const runs = [...recordedRuns.values()];
    const curves = runs.map((run) => ({
      ...run,
      name: KINDS[run.kind].name,
      weight: /** @type {const} */ ("main"),
    }));
    const epochs = Math.max(...runs.map(({ config }) => Number(config.epochs)));
    return curveChart(curves, {
      measure: "loss",
      epochs,
      log: false,
      width,
      height,
      label: LABEL,
      note: labelOf(TABLES.degradation, runs, runs[0].config).words,
    });
  },
  get sentence() {
    const plain = recordedRuns.get("plain");
    const shallower = plain ? shallowerThan(plain.config, recordedPlainEnds) : [];
    return degradationVerdict([...recordedRuns.values()], shallower);
  },
  get table() {
    const runs = [...recordedRuns.values()];
    const names = runs.map(({ kind }) => KINDS[kind].name);
    return [
      ["Epoch", ...names.map((name) => `Loss, ${name}`)],
      ...runs[0].loss.map((_, i) => [String(i + 1), ...runs.map(({ loss }) => short(loss[i]))]),
    ];
  },
};
