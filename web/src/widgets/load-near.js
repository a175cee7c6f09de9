/** Elements whose code comes when they come near the screen. */
import { late } from "../boot/not-loaded.js";

/** How far below and above the window an element is near, in its heights. */
const NEAR = "100% 0px";

/**
 * Loads an element's code when the first of its kind on the page comes near; what cannot be had is said
 * in its place.
 * @param {import("./registry.js").Entry} entry
 */
export function loadNear({ element, heading, load }) {
  const places = document.querySelectorAll(element);
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      late(`The ${heading}`, load, "Reload the page").catch((error) => {
        for (const place of places) place.textContent = error.message;
      });
    },
    { rootMargin: NEAR },
  );
  for (const place of places) observer.observe(place);
}
