// Writes the options table of README.md from src/options/optionsTable.ts. Run after `npm run build`; with --check it writes
// nothing and fails if the README is not up to date.
import { readFile, writeFile } from 'node:fs/promises'
import { commandHelp, defaultText, flagOf, OPTION_NAMES, OPTIONS, valueText } from '../../dist/options/optionsTable.js'

const readme = new URL('../../README.md', import.meta.url)
const [begin, end] = ['<!-- options: written by npm run readme-options -->', '<!-- end of options -->']
const escaped = text => text.replaceAll('|', '\\|')

const rows = OPTION_NAMES.map(name => {
  const option = OPTIONS[name]
  return `| \`${flagOf(name)}\` | ${escaped(valueText(option))} | ${escaped(defaultText(option))} | ${escaped(commandHelp(option))} |`
})
const table = ['| option | value | default | |', '|---|---|---|---|', ...rows].join('\n')

const text = await readFile(readme, 'utf8')
const [before, rest] = text.split(begin)
const after = rest?.split(end)[1]
if (after === undefined) throw new Error(`README.md has lost its markers ${begin} and ${end}`)
const updated = `${before}${begin}\n${table}\n${end}${after}`
if (process.argv.includes('--check')) {
  if (updated !== text) {
    console.error('README.md: its options table is out of date; run npm run readme-options')
    process.exit(1)
  }
} else await writeFile(readme, updated)
