// Puts the tables of result files into docs/performance.md, each where that names its case; later files count more.
//
//   node bench/document.mjs RESULTS.json …
import { readFileSync, writeFileSync } from 'node:fs'
import { markdownTable } from './table.mjs'

const DOCUMENT = new URL('../docs/performance.md', import.meta.url)

const results = process.argv.slice(2).flatMap(file => JSON.parse(readFileSync(file, 'utf8')).cases)
const tables = new Map(results.map(({ name, table }) => [name, table]))
const filled = readFileSync(DOCUMENT, 'utf8').replaceAll(
  /(<!-- bench: (\S+) -->\n)[\s\S]*?(<!-- end of bench -->)/g,
  (block, begin, name, end) => (tables.has(name) ? `${begin}\n${markdownTable(tables.get(name))}\n\n${end}` : block),
)
writeFileSync(DOCUMENT, filled)
