/** Whether the article is right in a case: a rule over what was measured there. No DOM. */
import { subject } from "./sentences.js";

/** @typedef {import("./behaviour.js").Behaviour} Behaviour */

/**
 * @typedef {object} Judgement
 * @property {"yes" | "no" | "in part" | "not said" | "not measured"} word
 * @property {string} why what was measured of that which the claim speaks of
 */

/** What the whole way is to be called, for the claim to be right. @typedef {Record<string, string[]>} Expects */

/**
 * A claim is right if each network of which it speaks does on its whole way what the claim says, wrong if
 * none does.
 * @param {Expects} expects by `plain` and `skips`; empty where the article says nothing
 * @param {{plain?: Behaviour, skips?: Behaviour}} measured
 * @returns {Judgement}
 */
export function judge(expects, measured) {
  const told = Object.entries(expects);
  if (told.length === 0) return { word: "not said", why: "" };
  const seen = told.map(([who, allowed]) => {
    const found = measured[/** @type {"plain" | "skips"} */ (who)];
    return { who, verdict: found?.verdict, holds: found && allowed.includes(found.verdict) };
  });
  if (seen.some(({ verdict }) => verdict === undefined)) return { word: "not measured", why: "" };
  const held = seen.filter(({ holds }) => holds).length;
  const word = held === seen.length ? "yes" : held === 0 ? "no" : "in part";
  const why = seen
    .map(
      ({ who, verdict }) =>
        `${subject(who === "plain" ? "plain" : "post").toLowerCase()} it ${verdict}`,
    )
    .join(", ");
  return { word, why };
}
