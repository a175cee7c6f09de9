/** The look of the networks as ribbons. */
import { css } from "lit";

export const ribbonStyles = css`
  .ribbon {
    display: contents;
  }
  .ribbon > * {
    transition: opacity 0.3s;
  }
  .ribbon.faded .ribbon-drawing {
    opacity: 0.38;
  }
  .ribbon.faded .ribbon-name {
    font-weight: 400;
  }
  .ribbon-name {
    font-weight: 600;
    white-space: nowrap;
  }
  .ribbon-name small {
    margin-left: 2px;
    color: inherit;
    font-size: 13px;
    font-weight: 600;
  }
  .ribbon-told {
    text-align: right;
    font-weight: 600;
    font-size: 21px;
    white-space: nowrap;
  }
  .ribbon-told.quiet {
    font-size: 13px;
    font-weight: 400;
  }
  .ribbon-drawing {
    position: relative;
  }
  .ribbon-unfold {
    position: absolute;
    inset: 50% 0 auto;
    height: 46px; /* as its row: it covers nothing else */
    min-height: 0;
    transform: translateY(-50%);
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    cursor: pointer;
  }
  .ribbon-unfold:hover,
  .ribbon-unfold[aria-expanded="true"] {
    background: color-mix(in srgb, var(--kind) 10%, transparent);
  }
  @media (prefers-reduced-motion: no-preference) {
    .ribbon.busy .ribbon-drawing {
      mask: linear-gradient(90deg, #000 40%, rgb(0 0 0 / 45%) 50%, #000 60%) 0 / 300% 100%;
      animation: backward 1.2s linear infinite;
    }
  }
  @keyframes backward {
    from {
      mask-position: 0% 0;
    }
    to {
      mask-position: 100% 0;
    }
  }
  @container (max-width: 899.9px) {
    .ribbon-unfold {
      height: 38px;
    }
  }
  @container (max-width: 559.9px) {
    .ribbon-unfold {
      height: 32px;
    }
  }
`;
