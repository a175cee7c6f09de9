/** How the reader says where a run will end: a handle on the chart, and words for who does not drag. */
import { html } from "lit";
import { asGuess, CHIPS, compared } from "../../../charts/guess-curve.js";
import { brief } from "../../../charts/numbers.js";
import { guessHandle } from "../../../controls/guess-handle.js";
import { KINDS } from "../../../settings/kinds.js";

/** Where the handle stands until it is touched: nowhere near an answer. */
export const MIDDLE = 0.35;

/**
 * @param {object} options
 * @param {number | null} options.guess null: not said
 * @param {() => number | null} options.now the same, asked when a key is pressed
 * @param {boolean} options.answered
 * @param {number | null} options.known the end that it is compared with; null while it is not known
 * @param {number} options.depth
 * @param {number} options.shallow the depth of that
 * @param {string} options.kind of the network on stage
 * @param {import("../../../charts/race-chart.js").Frame} options.frame of the chart
 * @param {(value: number) => void} options.onGuess
 * @param {() => void} options.onDecline
 */
export function guessing({
  guess,
  now,
  answered,
  known,
  depth,
  shallow,
  kind,
  frame,
  onGuess,
  onDecline,
}) {
  const value = guess ?? MIDDLE;
  const than = known === null ? "" : compared(value, known);
  const beside = { lower: "lower than", "the same": "the same as", higher: "higher than", "": "" }[
    than
  ];
  return html`${guessHandle({
    value,
    now: () => now() ?? MIDDLE,
    at: { x: frame.right, y: frame.y.apply(value) },
    valueAt: frame.y.invert,
    colour: KINDS[kind].colour,
    label: frame.narrow ? `${depth}?` : `${depth} layers?`,
    words: `${brief(value)}${beside ? `, ${beside} with ${shallow} layers` : ""}`,
    onGuess,
  })}
    <div class="answers" role="group" aria-label="Your guess in words" style="left: ${frame.left + (frame.narrow ? 0 : 6)}px; top: ${frame.top + 8}px">
      ${Object.entries(CHIPS).map(
        ([words, of]) => html`<button
          type="button"
          aria-label=${words}
          aria-pressed=${guess !== null && than === words}
          @click=${() => onGuess(asGuess(of(known ?? 0)))}
        >
          ${frame.narrow ? words.replace("the ", "") : words}
        </button>`,
      )}
      <button
        type="button"
        aria-label="I don’t know"
        aria-pressed=${answered && guess === null}
        @click=${onDecline}
      >
        ${frame.narrow ? "don’t know" : "I don’t know"}
      </button>
    </div>`;
}
