/** The image that goes through: a digit of the package, or one that is drawn; and how it is read. */
import { html, svg } from "lit";
import { button } from "../../controls/button.js";
import { digitPad } from "../../controls/digit-pad/digit-pad.js";
import { share, versionName } from "./step-words.js";
import { readingOf } from "./trace.js";

/**
 * @param {object} options
 * @param {import("../../controls/digit-pad/digit-drawing.js").DigitDrawing} options.drawing
 * @param {import("./trace.js").Trace[]} options.traces
 * @param {() => void} options.drawn called after every act on the pad
 * @param {() => void} options.next takes the next digit of the package
 * @param {import("../../settings/settings.js").Config} options.config
 */
export const picturePanel = ({
  drawing,
  traces,
  drawn,
  next,
  config,
}) => html`<div class="picture-panel">
    ${digitPad(drawing, drawn)}
    <div class="readings">
      <p>${config.picture === "drawn" ? "Your drawing" : `Digit ${config.image}: a ${traces[0].label}`}</p>
      ${traces.map((trace) => {
        const { digit, share: sure } = readingOf(trace);
        return html`<p>${versionName(trace.version)} reads <strong>${digit}</strong> <small>${share(sure)}</small></p>`;
      })}
      ${button("Next digit", true, next, "small")}
    </div>
    ${bars(traces)}
  </div>`;

const [WIDE, HIGH] = [176, 84];

/** How sure each network is of each digit. @param {import("./trace.js").Trace[]} traces */
function bars(traces) {
  const step = WIDE / 10;
  const wide = (step - 4) / traces.length;
  const told = traces.map((trace) => {
    const { digit, share: sure } = readingOf(trace);
    return `${versionName(trace.version)} ${digit}, ${share(sure)}`;
  });
  return html`<svg class="answers-bars" viewBox="0 0 ${WIDE} ${HIGH}" width=${WIDE} height=${HIGH} role="img" aria-label="How sure the networks are of each digit: ${told.join("; ")}">
    ${traces.map(({ version, probabilities }, i) =>
      Array.from(probabilities, (part, digit) => {
        const high = Math.max(1, part * (HIGH - 18));
        return svg`<rect class=${version} x=${digit * step + 2 + i * wide} y=${HIGH - 16 - high} width=${wide - 1} height=${high} />`;
      }),
    )}
    ${Array.from({ length: 10 }, (_, digit) => svg`<text x=${(digit + 0.5) * step} y=${HIGH - 3} text-anchor="middle">${digit}</text>`)}
  </svg>`;
}
