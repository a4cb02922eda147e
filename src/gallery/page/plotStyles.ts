import { CURVE_COLOURS } from './plotLabels.js'

const LIGHT = ['#0b57a4', '#a83a00', '#00684a', '#8a2c86', '#6b5200', '#00647a', '#b0004e', '#4c535c']
const DARK = ['#86b9f2', '#f5a673', '#62cda3', '#dfa1db', '#d9c05f', '#69cadb', '#f794b6', '#bcc4cd']

const numbered = (rule: (i: number) => string) => Array.from({ length: CURVE_COLOURS }, (_, i) => rule(i)).join('\n')

/** What `lossPlot` draws with: colours for light and dark. */
export const PLOT_STYLES = `
:root { ${LIGHT.map((colour, i) => `--curve-${i}: ${colour};`).join(' ')} }
@media screen and (prefers-color-scheme: dark) {
  :root { ${DARK.map((colour, i) => `--curve-${i}: ${colour};`).join(' ')} }
}
.loss-plot { display: block; width: 100%; height: auto; overflow: visible; font-family: var(--sans); fill: var(--ink); }
.loss-plot .axis, .loss-plot .tick { fill: var(--muted); }
.loss-plot .grid { stroke: var(--rule); }
.loss-plot .frame { stroke: var(--muted); }
${numbered(i => `.curve-${i} { stroke: var(--curve-${i}); }`)}
${numbered(i => `.tag-${i} { fill: var(--curve-${i}); }`)}
.loss-plot .reader { stroke: var(--ink); stroke-width: 1; fill: none; }
.loss-plot .leader { stroke: var(--muted); }
`
