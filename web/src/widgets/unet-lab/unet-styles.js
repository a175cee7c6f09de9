/** The look of the U-Net lab: rows of images, and the curves beside or under them. */
import { css } from "lit";

export const unetStyles = css`
  .unet-body {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 3fr) minmax(0, 2fr);
    gap: 24px;
    height: 100%;
  }
  .takes {
    display: grid;
    grid-template-rows: repeat(4, minmax(0, 1fr));
    gap: 8px;
    min-height: 0;
  }
  .take {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
  }
  .take p {
    margin: 0;
    font-size: 13px;
  }
  .take p span {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .take svg {
    width: 100%;
    height: 100%;
    min-height: 0;
  }
  .take svg,
  .errors svg {
    display: block;
  }
  .errors {
    min-width: 0;
    min-height: 0;
  }
  .unet-body.phone,
  .unet-body.embed {
    grid-template: minmax(0, 3fr) minmax(180px, 2fr) / minmax(0, 1fr);
    gap: 8px;
  }
`;
