/** The colours of the widgets, by the names that their styles and charts know. */
import { css } from "lit";

export const palette = css`
  --plain: light-dark(#b4500a, #f39a5b);
  --residual: light-dark(#0067a3, #62b5ee);
  --residual-2: light-dark(#3d94cc, #9dd4f7);
  --highway: light-dark(#00805d, #35c79f);
  --dense: light-dark(#b3578c, #e39ac4);
  --transformer: light-dark(#8f6a00, #e0b030);
  --ink: light-dark(#1b1b1f, #ececee);
  --muted: light-dark(#5f5f67, #a6a6ae);
  --line: light-dark(#dddbd5, #3a3b42);
  --surface: light-dark(#fdfcfa, #15161a);
  --band: light-dark(#eeebe4, #26272d);
  --ghost: light-dark(#a3a3aa, #74757f);
  --ghost-ink: light-dark(#62626a, #a9aab3);
  --sans: system-ui, sans-serif;
  --serif: charter, "Sitka Text", cambria, "Bitstream Charter", georgia, serif;
  --problem: light-dark(#a4262c, #ff8f8f);
`;
