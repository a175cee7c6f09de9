/**
 * The digits lab as it was recorded: four networks, and the images that were held out; see
 * py/residual/experiments/digits_recording.py.
 */
import recording from "../../recorded/digits-lab.json";
import { nothingSeen, recordedRun } from "../engine/run.js";
import { decodeImage } from "../settings/drawn-image.js";
import { kindOf } from "../settings/kinds.js";

/** @typedef {import("../engine/run.js").Run} Run */

/** Images held out: their pixels from 0 to 16, row by row, and the digit that each shows. */
/** @typedef {{pixels: ArrayLike<number>[], labels: ArrayLike<number>}} TestImages */

const PIXELS = 64;

/** @param {string} text @returns {number[]} */
const digitsOf = (text) => [...text].map(Number);

/** The recorded networks. @returns {Run[]} */
export const recordedDigits = () =>
  recording.runs.map(
    ({ updates, observed: { answers, trainLoss, trainAccuracy, ...observed }, ...run }) => {
      const norms = observed.gradientNorms;
      const made = recordedRun(
        {
          ...run,
          done: true,
          observed: { ...observed, gradientNorms: undefined },
          images: {
            ...nothingSeen(),
            updates,
            updatesOfEpoch: updates.length / run.config.epochs,
            trainLoss,
            trainAccuracy,
            answers: answers.map(digitsOf),
          },
        },
        kindOf(run.config),
      );
      made.normsOverTime.push(...norms.map((each) => Float64Array.from(each)));
      return made;
    },
  );

/** The images held out from the recorded networks. @returns {TestImages} */
export function recordedImages() {
  const { images, labels } = recording;
  return {
    labels: digitsOf(labels),
    pixels: Array.from({ length: labels.length }, (_, i) =>
      decodeImage(images.slice(PIXELS * i, PIXELS * (i + 1))),
    ),
  };
}
