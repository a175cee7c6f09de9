/** Numbers as readers see them. */

/**
 * Three significant digits; a power of ten only where a reader needs one.
 * @param {number} value
 */
export function short(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : "overflow";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) {
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits}×${powerOfTen(Number(exponent))}`;
  }
  if (size >= 1000) return Number(value.toPrecision(2)).toLocaleString("en");
  return size < 0.1 ? value.toPrecision(2) : value.toPrecision(3);
}

/** What is beyond these is told as beyond them: a reader gains nothing from a power of ten. */
const LEAST_TOLD = 1e-4;
const MOST_TOLD = 1e6;

/**
 * A loss in prose: two digits, one where it is small.
 * @param {number} loss
 */
export function brief(loss) {
  if (loss > 0 && loss < LEAST_TOLD) return "under 0.0001";
  if (!(loss < MOST_TOLD)) return "over a million";
  if (loss >= 100) return short(loss);
  return String(Number(loss.toPrecision(loss < 0.001 ? 1 : 2)));
}

/** So little below a whole percent is a rounding of the computer's, not a smaller share. */
const ROUNDING = 1e-7;

/**
 * A share in whole percent, rounded down: 99.5 % right is not all right.
 * @param {number} share from 0 to 1
 */
export const percent = (share) => `${Math.floor(100 * share + ROUNDING)} %`;

/**
 * How many times one number is another, to one digit.
 * @param {number} ratio from 1
 */
export function times(ratio) {
  if (!(ratio < 1000)) return "over 1,000 times";
  return `${Number(ratio.toPrecision(1)).toLocaleString("en")} times`;
}

/**
 * The smallest range of whole decades around some values; at least two of them.
 * @param {number[]} values not positive or not finite ones are left out
 * @returns {[number, number]}
 */
export function decades(values) {
  const logs = values.filter((v) => v > 0 && Number.isFinite(v)).map(Math.log10);
  if (logs.length === 0) return [0.1, 10];
  const low = Math.floor(logs.reduce((a, b) => Math.min(a, b)));
  const high = Math.ceil(logs.reduce((a, b) => Math.max(a, b)));
  const missing = Math.max(0, 2 - (high - low));
  // Doubles end at these powers.
  const from = Math.max(-323, low - Math.ceil(missing / 2));
  const to = Math.min(308, Math.max(high + Math.floor(missing / 2), from + 1));
  return [10 ** Math.min(from, to - 1), 10 ** to];
}

const MOST_TICKS = 5;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A power of ten as a tick: plain while that is short.
 * @param {number} value
 */
export function power(value) {
  const exponent = Math.round(Math.log10(value));
  if (Math.abs(exponent) <= 2) return String(Number(value.toPrecision(1)));
  return powerOfTen(exponent);
}

/** @param {number} exponent a whole number */
export function powerOfTen(exponent) {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]);
  return `10${exponent < 0 ? "⁻" : ""}${digits.join("")}`;
}

/**
 * @param {number} count
 * @param {string} noun
 */
export const plural = (count, noun) => `${count} ${count === 1 ? noun : `${noun}s`}`;

/**
 * The decades of a log axis, as ticks: all of them, or in round steps where they would crowd.
 * @param {[number, number]} domain
 */
export function decadeTicks([low, high]) {
  const from = Math.log10(low) - 1e-9;
  const to = Math.log10(high) + 1e-9;
  for (let i = 0; ; i += 1) {
    const step = [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3);
    const [first, last] = [Math.ceil(from / step), Math.floor(to / step)];
    if (last - first < MOST_TICKS) {
      return Array.from({ length: last - first + 1 }, (_, k) => 10 ** ((first + k) * step));
    }
  }
}

/**
 * A size in so few digits as an eye takes in: "0.36", "5.2", "10⁻¹⁵".
 * @param {number} value above zero
 */
export function rough(value) {
  if (!(value >= 1e-3 && value < 1e4)) return powerOfTen(Math.round(Math.log10(value)));
  if (value >= 10) return Number(value.toPrecision(2)).toLocaleString("en");
  return value.toPrecision(2);
}
