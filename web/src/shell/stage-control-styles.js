/** The look of what is pressed, dragged and opened on a stage. */
import { css } from "lit";

export const stageControlStyles = css`
  .stage .stage-bar > * {
    flex: none;
  }
  .stage .train {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-width: 112px;
    min-height: 44px;
    padding: 0 20px 0 16px;
    border-radius: 22px;
    font-weight: 600;
    justify-content: center;
  }
  .sign {
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .stage .stage-bar .setting:where(:has(.slider.log)) {
    position: relative;
    display: flex;
    flex: 0 1 430px;
    align-items: center;
    gap: 10px;
    min-width: 0;
  }
  .stage .stage-bar .setting:where(:has(.slider.log)) > label {
    font-weight: 400;
  }
  .stage .stage-bar .slider.log {
    display: flex;
    flex: 1;
    flex-direction: row-reverse;
    width: auto;
    min-width: 0;
    gap: 10px;
  }
  .stage .stage-bar .exact {
    width: 3.6ch;
    padding: 2px 4px;
    border-color: transparent;
    background: none;
    font-weight: 600;
    font-size: 21px;
    text-align: right;
  }
  .stage .stage-bar .exact:is(:hover, :focus-visible),
  .stage .stage-bar .exact[aria-invalid="true"] {
    border-color: var(--line);
    background: var(--surface);
  }
  .stage .stage-bar .track {
    min-height: 44px;
  }
  .stage .stage-bar .track::before {
    background: linear-gradient(var(--ink) 0 0) 0 / calc(10px + var(--share) * (100% - 20px)) no-repeat
      var(--line);
  }
  .stage .stage-bar .thumb {
    left: calc(var(--share) * (100% - 20px));
    width: 20px;
    height: 20px;
    border-radius: 10px;
    background: var(--ink);
  }
  .stage .stage-bar .tickmark {
    top: 33px;
    left: calc(10px + var(--share) * (100% - 20px));
  }
  .stage .stage-bar .tickmark::before {
    display: none;
  }
  .stage .stage-bar .problem {
    position: absolute;
    bottom: calc(100% + 6px);
    left: 0;
    z-index: 2;
    width: max-content;
    max-width: min(420px, 90cqi);
    padding: 4px 10px;
    border: 1px solid var(--problem);
    border-radius: 6px;
    background: var(--surface);
    font-size: 13px;
    white-space: normal;
  }
  .stage .stage-bar .switch {
    min-height: 44px;
    margin: 0;
  }
  :is(.switch, .train) .short {
    display: none;
  }
  .switch.glow::before {
    animation: glow 1.6s ease-in-out infinite;
  }
  @keyframes glow {
    50% {
      box-shadow: 0 0 0 6px color-mix(in srgb, var(--residual) 35%, transparent);
    }
  }
  .tool,
  .icon {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-width: 44px;
    min-height: 44px;
    padding: 0 6px;
    border: 0;
    background: none;
    white-space: nowrap;
  }
  .stage .stage-bar .tools {
    display: flex;
    flex-wrap: nowrap;
    gap: 4px;
    margin: 0 0 0 auto;
  }
  .axis-title {
    position: absolute;
    top: -8px;
    left: 0;
    min-height: 24px;
    padding: 0 2px;
    border-color: transparent;
    background: none;
    color: var(--muted);
    font-size: 12px;
    field-sizing: content;
  }
  .axis-title:hover {
    border-color: var(--line);
  }
  .stage .stage-bar .tickmark.present {
    color: var(--ink);
    font-weight: 600;
  }
  .foot :is(.chips, a) {
    flex: none;
  }
  .chips {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .chip {
    flex: none;
    max-width: 116px;
    min-height: 22px;
    overflow: hidden;
    text-overflow: ellipsis;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: 11px;
    background: none;
    color: var(--chip, var(--muted));
    font-size: 12px;
    line-height: 18px;
    white-space: nowrap;
  }
  .sentence .chip,
  .chip.again {
    max-width: none;
  }
  .sentence .chip {
    font: 13px/20px var(--sans);
    vertical-align: 2px;
  }
  .chip:is(.more-epochs, .again) {
    border-color: currentColor;
    color: var(--ink);
    font-weight: 600;
  }
  .chip.held {
    border-color: currentColor;
  }
  @media (prefers-reduced-motion: reduce) {
    .switch.glow::before {
      animation: none;
      box-shadow: 0 0 0 4px color-mix(in srgb, var(--residual) 45%, transparent);
    }
  }
  @media (forced-colors: active) {
    .switch.glow {
      outline: 2px solid Highlight;
    }
    .guess-handle svg {
      fill: Canvas;
      stroke: CanvasText;
    }
  }
  @container (max-width: 899.9px) {
    .switch .long {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .switch .short {
      display: inline;
    }
    .tool .words {
      display: none;
    }
    .stage .stage-bar .tools {
      gap: 0;
    }
    .stage .stage-bar .setting:where(:has(.slider.log)) {
      flex: 1 1 0;
    }
  }
  /* What it says changes; what stands beside it does not move. */
  @container (min-width: 700px) {
    .stage .stage-bar:where(:not(.flow-bar)) .train {
      min-width: 166px;
    }
  }
  @container (min-width: 900px) {
    .stage .stage-bar:where(:not(.flow-bar)) .train {
      min-width: 190px;
    }
  }
  @container (max-width: 559.9px) {
    .stage .stage-bar .setting:where(:has(.slider.log)) {
      flex: 1 0 100%;
      order: -1;
    }
    .stage .train {
      min-width: 96px;
      padding: 0 14px;
    }
    .stage .train :is(.sign, .long) {
      display: none;
    }
    .axis-title {
      top: -3px;
    }
    .stage .train .short {
      display: inline;
    }
    .stage .stage-bar .switch {
      gap: 6px;
    }
    .stage .tool {
      min-width: 40px;
      padding: 0;
    }
  }
  @container (max-width: 345.9px) {
    .stage .stage-bar {
      gap: 0 4px;
    }
    .stage .train {
      min-width: 80px;
      padding: 0 10px;
    }
    .stage .tool {
      min-width: 36px;
    }
  }
`;
