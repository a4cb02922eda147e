/**
 * Colours, type and the places of the page's parts. Every colour of text has a contrast of 4.5:1 or more on `--paper` and on
 * `--panel`.
 */
export const BASE_STYLES = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --panel: #f4f5f6; --ink: #1c1f23; --muted: #59616b; --rule: #d5d9de; --link: #0b57a4;
  --supported: #14683a; --contradicted: #a82218; --early: #775300; --open: #4c535c;
  --serif: Charter, 'Bitstream Charter', 'Iowan Old Style', 'Sitka Text', Cambria, 'Liberation Serif', Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --panel: #1f2226; --ink: #e6e8ea; --muted: #a2abb5; --rule: #383d44; --link: #86b9f2;
    --supported: #74cf9b; --contradicted: #f79b90; --early: #e2bc5e; --open: #bcc4cd;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); font: 1.0625rem/1.6 var(--serif); overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 2px; }
h1, h2 { line-height: 1.2; font-weight: 600; letter-spacing: -.01em; text-wrap: balance; }
h1 { font-size: clamp(2rem, 1.3rem + 3vw, 3.25rem); margin: 0 0 1.5rem; max-width: 18em; }
.lede { display: grid; gap: 1rem; font-size: 1.1875rem; line-height: 1.55; }
h2 { font-size: clamp(1.35rem, 1.2rem + .7vw, 1.7rem); margin: 0 0 .6rem; }
p { margin: 0; max-width: 42rem; }
dl, dd, dt, figure { margin: 0; }
code, pre { font-family: var(--mono); }
pre { margin: 0; white-space: pre-wrap; }
.flag { white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.page { max-width: 80rem; margin-inline: auto; padding: clamp(1.75rem, 5vw, 4.5rem) clamp(1rem, 4vw, 3.25rem) 5rem; }
.skip { position: absolute; left: -100rem; font: .9rem var(--sans); background: var(--paper); padding: .5rem .75rem; }
.skip:focus { left: 1rem; top: .5rem; }
main { container-type: inline-size; min-width: 0; }

.origin { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(11.5rem, 100%), 1fr)); gap: .9rem 2rem; }
.origin, .settings { font: .875rem/1.45 var(--sans); }
.origin dt, .settings dt { color: var(--muted); }
.origin { margin-top: 1.25rem; }
.whole { margin-top: 1.75rem; font: .875rem/1.5 var(--sans); }
.whole p { margin-bottom: .4rem; color: var(--muted); }
.whole pre { background: var(--panel); padding: .7rem .9rem; border-radius: 3px; margin-bottom: .35rem; }

nav { font: .9rem/1.4 var(--sans); margin-top: 2.75rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); }
nav h2 { font: 600 .9rem/1.4 var(--sans); letter-spacing: 0; margin: 0 0 .6rem; }
nav ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .55rem; }
nav li { display: grid; grid-template-columns: 1.6em minmax(0, 1fr); }
nav a { grid-column: 2; text-decoration: none; color: var(--ink); }
nav a:hover { text-decoration: underline; }
nav .ordinal { color: var(--muted); font-variant-numeric: tabular-nums; }
nav .verdict { grid-column: 2; font-size: .8125rem; }
@media (min-width: 36rem) and (max-width: 69.99rem) {
  nav li { grid-template-columns: 1.6em minmax(0, 24rem) auto; column-gap: .5rem; align-items: baseline; }
  nav .verdict { grid-column: 3; }
}
.verdict { font-weight: 600; }
.verdict.supported { color: var(--supported); }
.verdict.contradicted { color: var(--contradicted); }
.verdict.early { color: var(--early); }
.verdict.open { color: var(--open); }

.part { margin-top: 4rem; padding-top: 2rem; border-top: 1px solid var(--rule); }
.cite { font: .75em/1 var(--sans); vertical-align: .25em; text-decoration: none; margin-left: .1em; }
.cite:hover { text-decoration: underline; }
.summary { margin: 1.25rem 0 0; padding: 0; list-style: none; max-width: 46rem; }
.summary li { padding: .9rem 0; border-top: 1px solid var(--rule); }
.summary li:last-child { border-bottom: 1px solid var(--rule); }
.summary .said { font-weight: 600; }
.summary .said a { font: .875rem/1 var(--sans); white-space: nowrap; }
.summary .deciding { font: .9375rem/1.5 var(--sans); margin-top: .3rem; }
.words { margin-top: 1.25rem; max-width: 46rem; }
.words div { padding: .7rem 0; border-top: 1px solid var(--rule); }
.words dt { font-weight: 600; }
.references { margin: 1.25rem 0 0; padding-left: 2.2em; max-width: 46rem; }
.references li { margin-bottom: .6rem; padding-left: .3em; }
.references li:target, .part:target h2 { text-decoration: underline; text-decoration-color: var(--link); text-underline-offset: .25em; }
@media (min-width: 70rem) {
  .page { display: grid; grid-template: 'header header' auto 'nav main' 1fr / 14rem minmax(0, 1fr); gap: 3.5rem; }
  header { grid-area: header; }
  nav { grid-area: nav; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; margin: 0; }
  main { grid-area: main; }
  .part:first-child { margin-top: 0; padding-top: 1.1rem; }
}
@media print {
  body { font-size: 10.5pt; }
  .page { display: block; padding: 0; }
  nav { position: static; }
  .copy, .skip, .play, .compare input, dialog { display: none !important; }
  .playing .shot { display: block; }
  .compare .over { clip-path: none !important; }
  h2, .text { break-after: avoid; }
  .shot, .plot, .claim, tr { break-inside: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
}
`
