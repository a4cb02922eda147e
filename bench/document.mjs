// Takes the tables of result files into what is kept of this version, bench/releases/VERSION.json, and fills each block of the
// documents that names a case from there; later files count more. Without files it only fills; with --check it fills nothing and fails
// where a document says otherwise, or holds a figure in a table that no measurement gave.
//
//   node bench/document.mjs [--check] [--root FOLDER] [RESULTS.json …]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { faults, filled } from './blocks.mjs'
import { keepCases, keptCases } from './releases.mjs'

/** Documents with figures, and the part of each in which every table is measured. */
const DOCUMENTS = [
  { file: 'README.md', begin: '## Speed', end: '## Limits' },
  { file: 'docs/performance.md', begin: '', end: '## What was tried' },
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    root: { type: 'string', default: fileURLToPath(new URL('../', import.meta.url)) },
  },
})
if (!values.check) keepCases(positionals)
const cases = keptCases()
for (const { file, begin, end } of DOCUMENTS) {
  const path = join(values.root, file)
  const text = readFileSync(path, 'utf8')
  if (!values.check) writeFileSync(path, filled(text, cases))
  else {
    const measured = text.slice(text.indexOf(begin), text.indexOf(end))
    for (const fault of faults(measured, cases)) {
      console.error(`${file}: ${fault}`)
      process.exitCode = 1
    }
  }
}
