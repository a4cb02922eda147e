/** Figures that can be played with: one picture at a time, large, and what moves it. */
export const PLAYER_STYLES = `
.playing .pictures { display: block; }
.playing .shot, .playing .empty { display: none; }
.playing .shot.current { display: block; }
.playing .current .frame {
  width: 100%; max-width: min(calc(var(--width) * 3px), 72vh * var(--width) / var(--height));
}
.playing .current figcaption { margin-top: .6rem; min-height: 2.7em; }
.playing .missing { max-width: 26rem; }

.play { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .25rem .9rem; align-items: center; margin-top: .75rem; max-width: 42rem; font: .9rem/1.4 var(--sans); }
.play label { font-weight: 600; }
.play input { width: 100%; height: 2.75rem; margin: 0; accent-color: var(--link); cursor: pointer; }
.play .buttons, .play .reading { grid-column: 1 / -1; }
.play .reading { min-height: 4.2em; font-variant-numeric: tabular-nums; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .4rem; }
[aria-pressed=true] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.plot .play { margin-top: 1rem; }
`
