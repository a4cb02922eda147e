/** The picture that opens the page, and the handle over it. */
export const LARGE_PICTURE_STYLES = `
.large { margin-top: 2.25rem; width: min(100%, calc(var(--width) * 1.33px), 82vh * var(--width) / var(--height)); }
.compare { position: relative; }
.compare img { display: block; width: 100%; height: auto; background: var(--panel); }
.compare .under { position: absolute; inset: 0; }
.compare .over { position: relative; }
.compare input {
  position: absolute; inset: 0; width: 100%; height: 100%; margin: 0;
  appearance: none; background: none; cursor: ew-resize; touch-action: pan-y;
}
.compare input::-webkit-slider-runnable-track { height: 100%; }
.compare input::-webkit-slider-thumb { appearance: none; width: 2.75rem; height: 100%; border: 0; background: var(--handle); }
.compare input::-moz-range-track { height: 100%; background: none; }
.compare input::-moz-range-thumb { width: 2.75rem; height: 100%; border: 0; border-radius: 0; background: var(--handle); }
.compare {
  --handle: radial-gradient(circle 1rem at center, #fff 0 .85rem, rgb(0 0 0 / .45) .9rem 1rem, transparent 1rem),
    linear-gradient(to right, transparent calc(50% - 2px), rgb(0 0 0 / .45) 0 calc(50% - 1px), #fff 0 calc(50% + 1px), rgb(0 0 0 / .45) 0 calc(50% + 2px), transparent 0);
}
.large figcaption { display: flex; gap: .9rem; align-items: flex-start; margin-top: .75rem; font: .9rem/1.5 var(--sans); color: var(--muted); }
.large figcaption > span:last-child { max-width: 42rem; }
.swatch { flex: 0 0 clamp(4.5rem, 12vw, 7rem); }
.swatch img { display: block; width: 100%; height: auto; }
`
