/** Pictures, claims, tables and commands. */
export const FIGURE_STYLES = `
h2 .ordinal { color: var(--muted); font-weight: 400; text-decoration: none; margin-right: .35em; white-space: nowrap; }
h2 .ordinal:hover { text-decoration: underline; }

.text { margin-bottom: .8rem; }
.pictures { display: grid; gap: 1.5rem 1rem; margin-top: 1.5rem; justify-content: start; }
.strip { grid-template-columns: repeat(var(--wide), minmax(0, var(--cell))); }
.grid { grid-template-columns: repeat(var(--columns), minmax(6rem, var(--cell))); overflow-x: auto; }
@container (max-width: 52rem) { .strip { grid-template-columns: repeat(var(--medium), minmax(0, var(--cell))); } }
@container (max-width: 34rem) {
  h2 .ordinal { display: block; font-size: .8em; }
  .pictures { gap: 1.1rem .5rem; }
  .strip { grid-template-columns: repeat(var(--narrow), minmax(0, var(--cell))); }
}
/* Two rows of the grid: pictures of a row stand on one line, and captions begin on one. */
.shot, .empty { display: grid; grid-template: subgrid / minmax(0, 1fr); grid-row: span 2; row-gap: .45rem; }
.frame { align-self: end; width: calc(var(--share) * 1%); max-width: calc(var(--width) * 1px); }
.shot img { display: block; width: 100%; height: auto; background: var(--panel); }
.enlarge { display: block; width: 100%; padding: 0; border: 0; background: none; cursor: zoom-in; }
p.missing {
  width: auto; max-width: none; align-self: stretch; min-height: 6rem; padding: .75rem; border: 1px dashed var(--muted);
  font: .8125rem/1.45 var(--sans);
}
.shot figcaption {
  display: grid; grid-template-columns: minmax(0, 1fr); gap: .1rem; align-content: start; justify-items: start;
  font: .875rem/1.35 var(--sans);
}

.note { color: var(--muted); font-size: .8125rem; }
.settings { display: flex; flex-wrap: wrap; gap: .75rem 2rem; margin-top: 1.6rem; }
.settings dd { font-variant-numeric: tabular-nums; }

.claim { margin-top: 1.75rem; max-width: 46rem; }
.claim div { display: grid; grid-template-columns: 7rem minmax(0, 1fr); padding: .6rem 0; border-top: 1px solid var(--rule); }
.claim div:last-child { border-bottom: 1px solid var(--rule); }
.claim dt { font: .875rem/1.9 var(--sans); color: var(--muted); }
@container (max-width: 34rem) { .claim div { grid-template-columns: minmax(0, 1fr); } }

.plot { max-width: 34rem; margin-top: 2rem; }
/* Where a table goes on beyond its box, the box has a shade at that side. */
.scroll {
  overflow-x: auto; min-width: 0; max-width: 100%;
  background: linear-gradient(to right, var(--paper) 60%, transparent) left / 2rem 100% no-repeat local,
    linear-gradient(to left, var(--paper) 60%, transparent) right / 2rem 100% no-repeat local,
    linear-gradient(to right, var(--rule), transparent) left / .75rem 100% no-repeat scroll,
    linear-gradient(to left, var(--rule), transparent) right / .75rem 100% no-repeat scroll;
}
.tables { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2.25rem; margin-top: 2.25rem; }
.table { min-width: 0; }
.explains { margin-top: .7rem; font: .875rem/1.5 var(--sans); color: var(--muted); }
table {
  border-collapse: collapse; min-width: min(100%, 24rem);
  font: .875rem/1.4 var(--sans); font-variant-numeric: tabular-nums lining-nums;
}
caption, .plot figcaption { font: 600 .875rem/1.4 var(--sans); text-align: left; padding-bottom: .6rem; }
th, td { text-align: left; vertical-align: baseline; padding: .35rem 1.15rem .35rem 0; border-top: 1px solid var(--rule); }
th:last-child, td:last-child { padding-right: 0; }
tbody tr:last-child > * { border-bottom: 1px solid var(--rule); }
/* Cells do not shrink to a letter a line; the table goes on in its box instead. */
th, td { overflow-wrap: break-word; }
thead th { color: var(--muted); font-weight: 400; vertical-align: bottom; }
tbody th { font-weight: 400; min-width: 8rem; max-width: 18rem; }
.number { text-align: right; }
td.number { white-space: nowrap; }
caption span { display: inline-block; position: sticky; left: 0; max-width: 100cqi; }
sup { font-size: .75em; line-height: 0; }

.runs { margin-top: 1.75rem; font: .875rem/1.5 var(--sans); }
.runs summary { cursor: pointer; width: fit-content; color: var(--link); padding: .65rem 0; }
.runs .settings { margin: .75rem 0 1.75rem; }
.commands { display: grid; grid-template-columns: minmax(0, 1fr); gap: .2rem; margin-top: 1.75rem; }
.commands dt { color: var(--muted); }
.commands dd { background: var(--panel); padding: .6rem .9rem; border-radius: 3px; margin-bottom: .6rem; }
`
