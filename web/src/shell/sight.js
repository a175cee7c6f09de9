/**
 * What the reader can see: which widgets are in sight, and whether the page is. What is in sight is
 * computed first, and while the page is hidden nothing is; see engine/scheduler.js.
 */

/** @type {WeakSet<Element>} */
const outOfSight = new WeakSet();

const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) outOfSight.delete(target);
    else outOfSight.add(target);
  }
});

/**
 * Holds work while the page is hidden, from now on.
 * @param {(held: boolean) => void} hold
 */
export function holdWhileHidden(hold) {
  const follow = () => hold(document.hidden);
  document.addEventListener("visibilitychange", follow);
  follow();
}

/** Whether an element is in sight: a reactive controller of lit's. */
export class Sight {
  /** @param {import("lit").ReactiveControllerHost & Element} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    observer.observe(this.host);
  }

  hostDisconnected() {
    observer.unobserve(this.host);
    outOfSight.delete(this.host);
  }

  /** Until the browser has looked, it counts as in sight. */
  get inSight() {
    return this.host.isConnected && !outOfSight.has(this.host);
  }
}
