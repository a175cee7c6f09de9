/** Why something of ours did not come, and what can be done. */
import { build } from "../../generated/build.json";
import { siteNow } from "./site-now.js";

const LIMIT_MS = 5000;

/** Something of this page could not be loaded; `remedy` says what to do. */
export class NotLoaded extends Error {
  /** @param {string} message @param {string} remedy @param {unknown} cause */
  constructor(message, remedy, cause) {
    super(message, { cause });
    this.remedy = remedy;
  }
}

/**
 * Loads what is needed only now.
 * @template T
 * @param {string} what it is, as the beginning of a sentence
 * @param {() => Promise<T>} load
 * @param {string} [again] what to do where another try may work
 * @returns {Promise<T>} rejected with a sentence that says why, and what to do
 */
export async function late(what, load, again = undefined) {
  try {
    return await load();
  } catch (cause) {
    const { why, remedy } = await findOut(again);
    throw new NotLoaded(`${what} could not be loaded: ${why} ${remedy}`, remedy, cause);
  }
}

/**
 * @param {string} [again] what to do where another try may work
 * @returns {Promise<{why: string, remedy: string}>}
 */
export async function findOut(again = "Try again") {
  const answer = await ask();
  if (answer === undefined) {
    return { why: "there is no connection to its host.", remedy: `${again} when there is one.` };
  }
  if (answer === build) return { why: "its host did not send it.", remedy: `${again}.` };
  return answer === null
    ? { why: "its host did not send it.", remedy: `${again}, or reload the page.` }
    : { why: "the site was updated after this page was opened.", remedy: "Reload the page." };
}

/** @returns {Promise<string | null | undefined>} the build on the host; null: unknown; undefined: no answer */
async function ask() {
  try {
    return (await siteNow(AbortSignal.timeout(LIMIT_MS))).build ?? null;
  } catch {
    return undefined;
  }
}
