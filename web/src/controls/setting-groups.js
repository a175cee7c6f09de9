/** What the settings behind "More" are about. */

/** Those that are named nowhere are about the training. */
const SUBJECTS = new Map([
  ["Network", ["depth", "block", "width", "norm", "activation", "init_scale"]],
  ["Data", ["dataset", "noise", "turns", "points", "seed"]],
]);
const OTHERS = "Training";

/**
 * @param {string[]} names of settings
 * @returns {[string, string[]][]} subjects with their settings, both in order
 */
export function bySubject(names) {
  const subjectOf = (/** @type {string} */ name) =>
    [...SUBJECTS].find(([, its]) => its.includes(name))?.[0] ?? OTHERS;
  const rank = (/** @type {string} */ name) => SUBJECTS.get(subjectOf(name))?.indexOf(name) ?? 0;
  return [...SUBJECTS.keys(), OTHERS]
    .map((subject) => {
      const its = names.filter((name) => subjectOf(name) === subject);
      return /** @type {[string, string[]]} */ ([subject, its.sort((a, b) => rank(a) - rank(b))]);
    })
    .filter(([, its]) => its.length > 0);
}
