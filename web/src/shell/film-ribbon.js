/** A network's ribbon as a film shows it. */
import { networkDrawing } from "../charts/network-drawing.js";
import { KINDS } from "../settings/kinds.js";
import { SIDE, shortName } from "./stage-ribbons.js";

/**
 * @param {Pick<import("./stage-ribbons.js").Ribbon, "kind" | "depth" | "norms" | "told" | "lit">} row
 * @param {{ribbonWidth: number, ribbonHeight: number}} sizes
 * @param {[number, number]} domain of the norms, one for all rows
 * @param {boolean} [back] whether it is the gradient's way, from the loss
 * @returns {import("../share/film-frame.js").Ribbon}
 */
export const filmRibbon = (
  { kind, depth, norms, told, lit },
  { ribbonWidth, ribbonHeight },
  domain,
  back = false,
) => ({
  name: `${shortName(kind)} ${depth}`,
  told,
  ink: KINDS[kind].ink,
  drawing: networkDrawing({
    kind,
    depth,
    norms,
    skips: KINDS[kind].skips,
    domain,
    width: ribbonWidth,
    height: ribbonHeight,
    side: SIDE,
    lit,
    back,
  }),
});
