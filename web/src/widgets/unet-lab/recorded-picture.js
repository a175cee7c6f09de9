/** The picture that the U-Net lab opens with, for the build to print. */
import { printedOf } from "../../charts/printed-template.js";
import { RECORDED } from "./recorded-unet.js";
import { printedRows, rowsOf } from "./rows.js";
import { asText, unetWords } from "./sentence.js";
import { errorsTable } from "./tables.js";

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: (size) => printedOf(printedRows(rowsOf(RECORDED, false), size)),
  sentence: asText(unetWords(RECORDED, false)),
  table: errorsTable(RECORDED),
};
