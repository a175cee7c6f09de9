/** Elements whose code comes when they come near the screen. */
import { late } from "../boot/not-loaded.js";

/** How far below and above the window an element is near, in its heights. */
const NEAR = "100% 0px";

/**
 * Once the reader moves the page, what is near will soon be in sight. Before that it may never be, as most of
 * a page is below a stage that fills the window.
 */
const moved = new Promise((resolve) => {
  globalThis.addEventListener?.("scroll", resolve, { capture: true, once: true, passive: true });
});

/**
 * Loads an element's code when the first of its kind on the page comes into sight, or near; what cannot be
 * had is said in its place.
 * @param {import("./registry.js").Entry} entry
 */
export async function loadNear({ element, heading, load }) {
  const places = [...document.querySelectorAll(element)];
  const seen = cameWithin(places, "0px");
  await Promise.race([seen, moved.then(() => cameWithin(places, NEAR))]);
  await late(`The ${heading}`, load, "Reload the page").catch((error) => {
    for (const place of places) place.textContent = error.message;
  });
}

/**
 * @param {Element[]} places
 * @param {string} margin around the window
 * @returns {Promise<void>} resolves when the first of them is within it
 */
const cameWithin = (places, margin) =>
  new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      { rootMargin: margin },
    );
    for (const place of places) observer.observe(place);
  });
