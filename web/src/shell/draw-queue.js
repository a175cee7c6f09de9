/** When things are drawn, so that no task of the page is long and the first picture is there soon. */

/** Resolves at the next frame; where frames stand still, as in a hidden tab, after a tenth of a second. */
export const nextFrame = () =>
  Promise.race([
    new Promise(requestAnimationFrame),
    new Promise((resolve) => setTimeout(resolve, 100)),
  ]);

/** @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * Resolves when it is one's turn to be drawn for the first time: at once for the first who asks, for
 * each of the others when the one before has been painted.
 */
export function turnToDraw() {
  const turn = last;
  last = turn.then(nextFrame).then(nextFrame);
  return turn;
}
