/** The look of the controls of settings. */
import { css } from "lit";

export const settingStyles = css`
  .setting {
    display: grid;
    min-width: 0;
    max-width: 100%;
    align-content: start;
    gap: 2px;
  }
  label,
  summary {
    font-weight: 600;
  }
  .slider,
  .switch,
  .setting > input,
  select {
    min-height: 36px;
  }
  .slider {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .slider.log {
    width: min(320px, 100cqi);
    max-width: 100%;
  }
  .slider input {
    flex: 1 1 90px;
    min-width: 0;
    max-width: 150px;
  }
  .marks {
    position: relative;
    height: 22px;
    margin-top: -8px;
  }
  /* The slider's thumb is 16 px wide, so its ends are 8 px from the edges. */
  .mark {
    position: absolute;
    left: calc(8px + var(--share) * (100% - 16px));
    width: 36px;
    min-height: 36px;
    padding: 0;
    border: 0;
    translate: -50% -8px;
    background: none;
    color: var(--muted);
    font-size: 12px;
  }
  .mark[aria-pressed="true"] {
    color: var(--ink);
    font-weight: 600;
  }
  .track {
    position: relative;
    display: flex;
    flex: 1 1 0;
    align-items: center;
    min-width: 0;
    min-height: 36px;
    touch-action: pan-y;
    cursor: pointer;
  }
  .track::before {
    content: "";
    flex: 1;
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(var(--residual) 0 0) 0 / calc(8px + var(--share) * (100% - 16px)) no-repeat
      var(--line);
  }
  /* The native slider is there for the keyboard and for assistive technology; the pointer is the track's. */
  .track input {
    position: absolute;
    inset: 0;
    max-width: none;
    margin: 0;
    opacity: 0;
    pointer-events: none;
  }
  .thumb {
    position: absolute;
    left: calc(var(--share) * (100% - 16px));
    width: 16px;
    height: 16px;
    border-radius: 8px;
    background: var(--residual);
    pointer-events: none;
  }
  .track input:focus-visible + .thumb {
    outline: 2px solid var(--residual);
    outline-offset: 2px;
  }
  .tickmark {
    position: absolute;
    top: 30px;
    left: calc(8px + var(--share) * (100% - 16px));
    translate: -50%;
    color: var(--muted);
    font-size: 12px;
    font-style: normal;
    line-height: 1;
    pointer-events: none;
  }
  .tickmark::before {
    content: "";
    position: absolute;
    top: -6px;
    left: 50%;
    height: 4px;
    border-left: 1px solid var(--muted);
  }
  input[type="text"].exact {
    flex: none;
    width: 7ch;
  }
  [data-setting="depth"] .slider > input[type="range"] {
    flex: none;
    max-width: none;
    width: min(240px, 52cqi);
  }
  [data-setting="depth"] .marks {
    width: min(240px, 52cqi);
  }
  .value {
    min-width: 3ch;
    white-space: nowrap;
  }
  input[type="text"],
  select {
    padding: 5px 8px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--surface);
    color: inherit;
    max-width: 100%;
    min-width: 0;
  }
  input[type="text"] {
    width: 12ch;
  }
  [aria-invalid="true"] {
    border-color: var(--problem);
  }
  .thumbnails {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .thumbnails button {
    padding: 3px;
  }
  .thumbnails .none {
    display: grid;
    place-items: center;
    width: 48px;
    height: 48px;
    color: var(--muted);
    font-size: 24px;
  }
  .thumbnails button[aria-pressed="true"] {
    border-color: var(--ink);
    outline: 1px solid var(--ink);
  }
  .switch {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 600;
  }
  /* Beside a slider under its label. */
  .setting + .switch {
    margin-top: 24px;
  }
  .switch::before {
    content: "";
    width: 38px;
    height: 22px;
    border-radius: 11px;
    --knob: 11px;
    --knob-colour: #fff;
    --bed: var(--muted);
    /* Opaque throughout: a printed page loses what is half clear. */
    background: radial-gradient(
      circle at var(--knob) 11px,
      var(--knob-colour) 7px,
      var(--bed) 7.5px
    );
  }
  .switch[aria-checked="true"]::before {
    --knob: 27px;
    --bed: var(--residual);
  }
  /* Their state is in what paper and forced colours leave out. */
  .switch::before,
  .track::before,
  .thumb {
    print-color-adjust: exact;
    forced-color-adjust: none;
  }
  @media (forced-colors: active) {
    .switch::before {
      outline: 1px solid ButtonText;
      outline-offset: -1px;
      --knob-colour: ButtonText;
      --bed: ButtonFace;
    }
    .switch[aria-checked="true"]::before {
      --knob-colour: HighlightText;
      --bed: Highlight;
    }
    .track::before {
      outline: 1px solid ButtonText;
      background: linear-gradient(Highlight 0 0) 0 / calc(8px + var(--share) * (100% - 16px)) no-repeat
        ButtonFace;
    }
    .thumb {
      background: Highlight;
    }
  }
  fieldset {
    min-width: 0;
    margin: 0 0 10px;
    padding: 0;
    border: 0;
    border-top: 1px solid var(--line);
  }
  legend {
    padding: 0 8px 0 0;
    color: var(--muted);
    font-size: 13px;
  }
  .settings {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
    gap: 16px 28px;
    padding: 10px 0 6px;
  }
`;
