/**
 * The picture that the block explorer opens with, as SVG for the build to print: of each version some maps of what
 * goes in, what the branch adds, their sum and what goes on, with what is cut struck out.
 */
import { html, svg } from "lit";
import { share, versionName } from "./step-words.js";
import { endOfBranch, largest, placeOf } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Numbers} Numbers */

/** So many shades of a value: what an eye tells apart in a small map. */
const LEVELS = 6;
const HEADS = ["x", "F(x)", "F(x) + x", "goes on"];

/** The maps of which most is cut, those that tell most. @param {Trace} trace @param {number} count */
export function mostCut({ cut, steps }, count) {
  const [channels, height, width] = steps[0].output.shape;
  const places = cut?.places.data ?? [];
  const lost = Array.from({ length: channels }, (_, channel) => {
    let sum = 0;
    for (let i = channel * height * width; i < (channel + 1) * height * width; i += 1) {
      sum += places[i] ? Math.abs(steps[0].output.data[i]) : 0;
    }
    return { channel, sum };
  });
  return lost
    .sort((a, b) => b.sum - a.sum)
    .slice(0, count)
    .map(({ channel }) => channel);
}

/** Above the maps, and between them, in pixels. */
const [TOP, GAP] = [42, 6];
/** From this width on both versions stand beside each other. */
const BESIDE = 480;

/** @param {Trace[]} traces @param {{width: number, height: number}} size */
export function printedMaps(traces, { width, height }) {
  const beside = width >= BESIDE;
  const [wide, high] = beside ? [width / traces.length, height] : [width, height / traces.length];
  const most = Math.floor((wide - 16) / HEADS.length - GAP);
  const rows = Math.max(1, Math.floor((high - TOP) / (most + GAP)));
  const size = Math.min(most, Math.floor((high - TOP) / rows - GAP));
  const channels = mostCut(traces[0], rows);
  return html`<svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label="Feature maps of a block, v1 beside v2" font-size="12">
    ${traces.map((trace, i) => {
      const place = beside ? `${i * wide} 0` : `0 ${i * high}`;
      return svg`<g transform="translate(${place})">${lane(trace, channels, size)}</g>`;
    })}
  </svg>`;
}

/** @param {Trace} trace @param {number[]} channels @param {number} size of a map */
function lane(trace, channels, size) {
  const end = HEADS.length * (size + GAP) - GAP;
  const { cut } = trace;
  return svg`<text x="0" y="14" font-size="14" font-weight="600" fill="var(--ink)">${versionName(trace.version)}</text>
    <text x="24" y="14" fill="var(--muted)">${cut ? "ReLU after the addition" : "nothing after the addition"}</text>
    <text x=${end} y="14" text-anchor="end" font-weight="600" fill=${cut ? "var(--problem)" : "var(--residual)"}>cut: ${cut ? share(cut.share) : "nothing"}</text>
    ${HEADS.map((head, column) => svg`<text x=${column * (size + GAP) + size / 2} y="35" text-anchor="middle" fill="var(--muted)">${head}</text>`)}
    ${lanePictures(trace, channels, size)}`;
}

/** @param {Trace} trace @param {number[]} channels @param {number} size */
function lanePictures(trace, channels, size) {
  const sum = placeOf(trace, "sum");
  const places = [0, endOfBranch(trace), sum, trace.steps.length - 1];
  const most = Math.max(...places.map((place) => largest(trace.steps[place].output.data)));
  return places.map((place, column) =>
    channels.map((channel, row) => {
      const map = channelOf(trace.steps[place].output, channel);
      const cut =
        trace.cut && place !== endOfBranch(trace) && place <= sum
          ? channelOf(trace.cut.places, channel)
          : null;
      const side = Math.sqrt(map.length);
      return svg`<g transform="translate(${column * (size + GAP)} ${TOP + row * (size + GAP)}) scale(${size / side})">
        <path fill="var(--band)" d="M0,0h${side}v${side}h-${side}z" />
        ${shades(map, side, most)}
        ${cut ? svg`<path stroke="var(--problem)" stroke-width="0.2" d=${strikes(cut, side)} />` : ""}
      </g>`;
    }),
  );
}

/** @param {Numbers} numbers @param {number} channel */
function channelOf({ shape: [, height, width], data }, channel) {
  return Array.from(data).slice(channel * height * width, (channel + 1) * height * width);
}

/** A path for each shade, of runs of pixels beside each other. @param {number[]} map @param {number} side @param {number} most */
function shades(map, side, most) {
  const levels = map.map((value) => Math.round((LEVELS * value) / most));
  return [...new Set(levels)]
    .filter((level) => level !== 0)
    .map((level) => {
      const colour = level > 0 ? "var(--ink)" : "var(--highway)";
      return svg`<path fill=${colour} fill-opacity=${(Math.abs(level) / LEVELS).toFixed(2)} d=${runs(levels, side, level)} />`;
    });
}

/** @param {number[]} levels @param {number} side @param {number} level */
function runs(levels, side, level) {
  let path = "";
  for (let i = 0; i < levels.length; ) {
    let length = 0;
    while (levels[i + length] === level && Math.floor((i + length) / side) === Math.floor(i / side))
      length += 1;
    if (length) path += `M${i % side},${Math.floor(i / side)}h${length}v1h-${length}z`;
    i += Math.max(1, length);
  }
  return path;
}

/** A stroke through each pixel that is cut, from corner to corner. @param {number[]} places @param {number} side */
function strikes(places, side) {
  return places
    .map((cut, i) => {
      const [x, y] = [i % side, Math.floor(i / side)];
      return cut ? `M${x},${y + 1}L${x + 1},${y}` : "";
    })
    .join("");
}
