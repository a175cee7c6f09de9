/** The held-out images that each network gets wrong, with what it took them for. */
import { nothing, svg } from "lit";
import { plural } from "../../../charts/numbers.js";
import { noted, View } from "../../../charts/view.js";
import { mistakesOf } from "../confusions.js";
import { labelOf, lookOf } from "../lab-networks.js";
import { textOf } from "../lab-sentence.js";
import { examAt } from "../standings.js";
import { NETWORK_COLUMNS, networkCells } from "./tables.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {ReturnType<typeof mistakesOf>[number]} Mistake */

const SIDE = 8;
const INK = 16;
const SHADES = 4;
const [HEAD, WORDS, GAP] = [22, 16, 8];
const LARGEST = 48;

/** @param {import("./lab-data.js").LabData} data */
export function mistakesView({ runs, epoch, images, width, height, note, pieces }) {
  const rows = () =>
    images
      ? runs.flatMap((run) => {
          const answers = run.images?.answers[examAt(run, epoch)];
          return answers
            ? [{ run, mistakes: mistakesOf(images, answers), of: images.labels.length }]
            : [];
        })
      : [];
  const title = `Held-out images that each network gets wrong after ${plural(epoch, "epoch")}`;
  return new View({
    chart: () => drawn(rows(), { width, height, label: title, note }),
    sentence: () => textOf(pieces),
    pieces: () => pieces,
    table: () => ({
      name: "mistakes",
      caption: `${title}${noted(note)}`,
      columns: [
        ...NETWORK_COLUMNS,
        { name: "image", label: "Image", type: "integer" },
        { name: "digit", label: "Digit", type: "integer" },
        { name: "taken_for", label: "Taken for", type: "integer" },
      ],
      rows: rows().flatMap(({ run, mistakes }) =>
        mistakes.map(({ image, label, answer }) => [
          ...networkCells(run),
          image + 1,
          label,
          answer,
        ]),
      ),
    }),
  });
}

/**
 * @param {{run: Run, mistakes: Mistake[], of: number}[]} rows
 * @param {{width: number, height: number, label: string, note: string}} options
 */
function drawn(rows, { width, height, label, note }) {
  const tall = (height - (note ? 14 : 0)) / Math.max(1, rows.length);
  const side = Math.max(16, Math.min(LARGEST, tall - HEAD - WORDS - 4));
  const fits = Math.max(1, Math.floor((width + GAP) / (side + GAP)));
  const runs = rows.map(({ run }) => run);
  return svg`<svg class="race mistakes" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label=${label}>
    ${rows.map(({ run, mistakes, of }, i) => {
      const { ink } = lookOf(run, runs);
      const shown = mistakes.slice(0, fits);
      const more = mistakes.length > shown.length ? `; the first ${shown.length}` : "";
      return svg`<g transform="translate(0 ${(i * tall).toFixed(1)})">
        <text class="strong" y="14" style="fill: ${ink}">${labelOf(run)}: ${mistakes.length} of ${of} wrong${more}</text>
        ${shown.map(
          (mistake, k) => svg`<g transform="translate(${k * (side + GAP)} ${HEAD})">
            ${image(mistake.pixels, side)}
            <text x=${side / 2} y=${side + 13} text-anchor="middle">${mistake.label}→${mistake.answer}</text>
          </g>`,
        )}
      </g>`;
    })}
    ${note ? svg`<text class="note" x=${width} y=${height - 2} text-anchor="end">${note}</text>` : nothing}
  </svg>`;
}

/**
 * An image as ink of a few shades on a frame: one path a shade.
 * @param {ArrayLike<number>} pixels from 0 to 16
 * @param {number} side
 */
export function image(pixels, side) {
  const unit = side / SIDE;
  const paths = Array(SHADES).fill("");
  for (let i = 0; i < pixels.length; i += 1) {
    const shade = Math.ceil((pixels[i] * SHADES) / INK);
    const [x, y] = [(i % SIDE) * unit, Math.floor(i / SIDE) * unit];
    if (shade > 0)
      paths[shade - 1] +=
        `M${x.toFixed(1)} ${y.toFixed(1)}h${unit.toFixed(1)}v${unit.toFixed(1)}h-${unit.toFixed(1)}z`;
  }
  return svg`<rect class="paper" width=${side} height=${side} />${paths.map((d, shade) =>
    d
      ? svg`<path d=${d} style="fill: var(--ink); fill-opacity: ${(shade + 1) / SHADES}" />`
      : nothing,
  )}`;
}
