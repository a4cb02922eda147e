import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

// What is kept of measurements: a file for each version, of which the newest is what documents show. It holds of each case its table,
// its day and its machine, and not the single measurements.

const folder = new URL('releases/', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** The cases of the newest version by their names. */
export function keptCases() {
  const collator = new Intl.Collator('en', { numeric: true })
  const newest = readdirSync(folder).sort(collator.compare).at(-1)
  const { cases } = newest ? JSON.parse(readFileSync(new URL(newest, folder), 'utf8')) : { cases: [] }
  return new Map(cases.map(kept => [kept.name, kept]))
}

/** Takes the cases of result files into the file of this version, which begins with those of the version before. */
export function keepCases(files) {
  const cases = keptCases()
  for (const file of files) {
    const { date, machine, rivals, ...results } = JSON.parse(readFileSync(file, 'utf8'))
    for (const { name, table } of results.cases) cases.set(name, { name, date, machine, rivals, table })
  }
  const text = JSON.stringify({ version, cases: [...cases.values()] }, null, 2)
  if (files.length > 0) writeFileSync(new URL(`${version}.json`, folder), `${text}\n`)
}
