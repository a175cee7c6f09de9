/** The picture that the block explorer opens with, for the build to print. */
import { printedOf } from "../../charts/printed-template.js";
import { printedMaps } from "./printed-maps.js";
import { RECORDED } from "./recorded-block.js";
import { stepsTable } from "./tables.js";
import { asText, verdictOf } from "./verdict.js";
import { standAt } from "./walk.js";

const { traces, config } = RECORDED;

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: (size) => printedOf(printedMaps(traces, size)),
  sentence: asText(
    verdictOf(
      {
        traces,
        weights: Object.fromEntries(traces.map(({ version }) => [version, "recorded"])),
        stand: standAt(0, traces[0].steps.length),
        focus: traces[0],
        norm: String(config.norm),
      },
      Number.POSITIVE_INFINITY,
    ),
  ),
  table: stepsTable(traces),
};
