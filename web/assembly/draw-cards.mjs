/**
 * Draws what others show of a page: for each widget a card of 1200 by 630 pixels with its recorded picture,
 * and the icon as pixels, for browsers that take no SVG.
 *
 * `node draw-cards.mjs PRINTED ICON FOLDER`: reads what print-pictures.mjs wrote and the icon; writes the
 * pictures into FOLDER, the cards by the names of their widgets.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

const [printed, icon, folder] = process.argv.slice(2);
const find = createRequire(import.meta.url).resolve;
const FONTS = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"];
const ICON_PIXELS = 32;
const [WIDTH, HEIGHT, MARGIN] = [1200, 630, 28];
/** Where the chart begins, and how much larger it is than it was drawn. */
const [HEAD, ZOOM] = [98, 2];

await initWasm(readFileSync(find("@resvg/resvg-wasm/index_bg.wasm")));
const fontBuffers = FONTS.map((name) => readFileSync(find(`dejavu-fonts-ttf/ttf/${name}`)));

/** @param {string} svg @param {number} width in pixels */
function png(svg, width) {
  const font = { fontBuffers, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" };
  return new Resvg(svg, { fitTo: { mode: "width", value: width }, font }).render().asPng();
}

/** Colours as resvg knows them, those of the light scheme. @param {string} css @param {string} text */
function plain(css, text) {
  const colours = new Map(
    [...css.matchAll(/(--[\w-]+): light-dark\((#\w+),/g)].map(([, name, light]) => [name, light]),
  );
  return text
    .replace(/var\((--[\w-]+)\)/g, (whole, name) => colours.get(name) ?? whole)
    .replace(/color-mix\(in oklab, #(\w+) (\d+)%, #(\w+)\)/g, (_, one, share, other) =>
      mixed(one, other, Number(share) / 100),
    );
}

/** @param {string} one @param {string} other @param {number} share of the first */
function mixed(one, other, share) {
  const channel = (/** @type {string} */ colour, /** @type {number} */ i) =>
    Number.parseInt(colour.slice(2 * i, 2 * i + 2), 16);
  const mix = [0, 1, 2].map((i) => share * channel(one, i) + (1 - share) * channel(other, i));
  return `#${mix.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

const { colours, styles, widgets } = JSON.parse(readFileSync(printed, "utf8"));
for (const [name, { heading, chart }] of Object.entries(widgets)) {
  const card = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif">
    <style>${styles}</style><rect width="${WIDTH}" height="${HEIGHT}" fill="#fdfcfa"/>
    <text x="${MARGIN + 20}" y="62" font-size="38" font-weight="700" fill="#1b1b1f">${heading}</text>
    <text x="${WIDTH - MARGIN - 20}" y="62" font-size="22" text-anchor="end" fill="#62626b">Residual Explorer</text>
    <g color="#1b1b1f" transform="translate(${MARGIN} ${HEAD}) scale(${ZOOM})">${chart}</g></svg>`;
  writeFileSync(`${folder}/${name}.png`, png(plain(colours, card), WIDTH));
}
writeFileSync(`${folder}/icon.png`, png(readFileSync(icon, "utf8"), ICON_PIXELS));
