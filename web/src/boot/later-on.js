/**
 * When what a page's first picture does not need may come: once the page is loaded and stands still; where
 * the reader asked for few bytes, at the first touch.
 */

const TOUCHES = ["pointerdown", "keydown", "click", "input"];
/** For browsers that do not say when they are idle. */
const QUIET_MS = 200;

/** The first touch of the page, of whatever kind. */
const touched = new Promise((resolve) => {
  for (const touch of TOUCHES) {
    globalThis.addEventListener?.(touch, resolve, { capture: true, once: true, passive: true });
  }
});

/** Whether the reader asked for few bytes. */
export function savesData() {
  const { connection } = /** @type {any} */ (globalThis.navigator ?? {});
  return connection?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/** @type {Promise<unknown> | undefined} */
let still;

/** @returns {Promise<unknown>} resolves when what nobody waits for may come */
export function laterOn() {
  still ??= savesData() ? touched : Promise.race([standsStill(), touched]);
  return still;
}

/** Resolves when the page is loaded, its load event over: what it shows first is on screen then. */
export async function loaded() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  await new Promise((resolve) => setTimeout(resolve));
}

async function standsStill() {
  await loaded();
  await new Promise((resolve) =>
    window.requestIdleCallback
      ? window.requestIdleCallback(resolve, { timeout: 1000 })
      : setTimeout(resolve, QUIET_MS),
  );
}
