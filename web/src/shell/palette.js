/** The colours of the widgets, by the names that their styles and charts know. */
import { css } from "lit";

export const palette = css`
  --plain: light-dark(#d55e00, #ff9447);
  --residual: light-dark(#0072b2, #5cb8f0);
  --residual-2: light-dark(#3d94cc, #9dd4f7);
  --highway: light-dark(#00805d, #35c79f);
  --dense: light-dark(#b3578c, #e39ac4);
  --transformer: light-dark(#8f6a00, #e0b030);
  --ink: light-dark(#1b1b1f, #e8e8ea);
  --muted: light-dark(#62626b, #a0a0aa);
  --line: light-dark(#d9d9de, #3a3a42);
  --surface: light-dark(#ffffff, #17171b);
  --problem: light-dark(#a4262c, #ff8f8f);
`;
