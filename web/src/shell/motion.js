/** Whether anything is to move: not where the reader asked for less motion, nor where nobody looks. */
export const isStill = () =>
  document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;
