/** The picture that the digits lab opens with, for the build to print. */
import { printedOf } from "../../charts/printed-template.js";
import { recordedDigits } from "../../recorded/digits.js";
import { inOrder } from "./lab-networks.js";
import { labSentence, textOf } from "./lab-sentence.js";
import { commonEpoch, standingOf } from "./standings.js";
import { updatesChart } from "./views/curves.js";
import { updatesTable } from "./views/tables.js";

const runs = inOrder(recordedDigits());
const epoch = commonEpoch(runs);
const ROOM = 400;

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: ({ width, height }) =>
    printedOf(updatesChart({ runs, others: [], width, height, note: "" }).picture),
  sentence: textOf(
    labSentence(
      runs.map((run) => standingOf(run, epoch)),
      { epoch, over: true },
      ROOM,
    ),
  ),
  table: updatesTable(runs, ""),
};
