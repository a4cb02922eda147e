/** Buttons, and the dialog that shows a picture larger. */
export const VIEWER_STYLES = `
button, .button { font: inherit; color: inherit; cursor: pointer; }
[hidden] { display: none !important; }
.copy {
  font: .8125rem/1.4 var(--sans); color: var(--link); text-align: left;
  background: none; border: 0; padding: .2rem 0; min-height: 2.75rem;
}
.copy:hover { text-decoration: underline; }

dialog {
  border: 0; padding: 1rem; background: var(--paper); color: var(--ink);
  max-width: calc(100vw - 1rem); max-height: calc(100dvh - 1rem);
}
dialog::backdrop { background: rgb(0 0 0 / .72); }
dialog img {
  display: block; height: auto; margin-inline: auto;
  width: min(calc(var(--width) * 3px), 100vw - 3rem, (100dvh - 9.5rem) * var(--width) / var(--height));
}
dialog p { font: .9rem/1.4 var(--sans); margin: .75rem 0; }
.controls { display: flex; flex-wrap: wrap; gap: .5rem; font: .875rem/1.2 var(--sans); }
.button {
  display: inline-flex; align-items: center; min-height: 2.75rem; padding: .5rem .8rem; border: 1px solid var(--rule); border-radius: 3px;
  background: var(--panel); text-decoration: none;
}
.button:hover { border-color: var(--muted); }
.controls .button:last-child { margin-left: auto; }
`
