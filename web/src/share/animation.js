/** A run as a film: WebM, or MP4 where the browser can write nothing else. */
import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import { DarkRoom } from "./film-frame.js";
import { FILM } from "./film-sizes.js";
import { linkTo } from "./links.js";
import { paint } from "./painted.js";
import { originOf, ownSettingsInWords } from "./shareable.js";

/** How long the run takes in the film, and how long its end stays, in seconds. */
const [RUN_S, END_S] = [5, 2.5];
const FRAMES = 75;
/** Bits a second; what stands still takes fewer. */
const BITRATE = 2_000_000;

/**
 * @typedef {object} Film what a widget has to say of a run from its beginning to its end
 * @property {number} steps
 * @property {string} [about] what it shows, where that is not a run from epoch to epoch
 * @property {(step: number) => import("./film-frame.js").Frame} at
 */

/**
 * @param {import("./shareable.js").Shareable} widget
 * @returns {Promise<Blob>} its type says of which kind it is
 */
export async function asAnimation(widget) {
  const { film } = widget;
  if (!film) throw new Error("nothing was trained yet. Press Train, then try again.");
  const { codec, format, type } = await encoder();
  const canvas = Object.assign(document.createElement("canvas"), FILM);
  const output = new Output({ format, target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec, bitrate: BITRATE, latencyMode: "quality" });
  output.addVideoTrack(source, { frameRate: FRAMES / RUN_S });
  output.setMetadataTags({ title: widget.heading, comment: linkTo(widget) });
  const room = new DarkRoom(widget);
  try {
    await output.start();
    for (const { step, from, long } of shots(film.steps)) {
      await paint(await room.develop(film.at(step), wordsOf(widget)), canvas);
      await source.add(from, long);
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  } finally {
    room.close();
  }
  return new Blob([/** @type {ArrayBuffer} */ (output.target.buffer)], { type });
}

/** Which step each picture shows, from when on, and how long, in seconds. @param {number} steps */
export function shots(steps) {
  const count = Math.min(FRAMES, steps);
  return Array.from({ length: count }, (_, i) => ({
    step: Math.round((steps * (i + 1)) / count),
    from: (i * RUN_S) / count,
    long: RUN_S / count + (i === count - 1 ? END_S : 0),
  }));
}

/** What this browser can write. */
async function encoder() {
  const webm = await getFirstEncodableVideoCodec(["vp9", "vp8", "av1"], FILM);
  if (webm) return { codec: webm, format: new WebMOutputFormat(), type: "video/webm" };
  const mp4 = await getFirstEncodableVideoCodec(["avc", "hevc"], FILM);
  if (mp4) return { codec: mp4, format: new Mp4OutputFormat(), type: "video/mp4" };
  throw new Error(
    isSecureContext
      ? "this browser cannot record a film. Save a picture instead."
      : "browsers record films only where the address begins with https.",
  );
}

/** @param {import("./shareable.js").Shareable} widget */
function wordsOf(widget) {
  const { heading, scheme, drawn, state } = widget;
  const config = drawn.runs[0]?.config ?? state.config;
  const except = drawn.runs.length > 1 ? drawn.except : [];
  const settings = originOf(drawn.runs) + ownSettingsInWords(scheme.table, config, except);
  return { title: heading, settings, address: linkTo(widget) };
}
