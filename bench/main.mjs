// `npm run bench`: measures this project against rivals that take turns with it. `npm run bench -- --help` lists what can be
// asked for, docs/performance.md shows what came out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import '../scripts/shared-weights.mjs'
import { parseArguments, usage } from './arguments.mjs'
import { breakdown } from './cases/breakdown.mjs'
import { evaluation } from './cases/evaluation.mjs'
import { headlines } from './cases/headlines.mjs'
import { optimizerShare } from './cases/optimizerShare.mjs'
import { scaling } from './cases/scaling.mjs'
import { startUp } from './cases/startUp.mjs'
import { timeToQuality } from './cases/timeToQuality.mjs'
import { wholeRun } from './cases/wholeRun.mjs'
import { windows } from './cases/windows.mjs'
import { describeMachine, machineLine } from './machine.mjs'
import { findRivals } from './rivals.mjs'
import { markdownTable, terminalTable } from './table.mjs'

const ALL = [evaluation, breakdown, scaling, windows, startUp, wholeRun, optimizerShare, timeToQuality]
const CASES = Object.fromEntries([...ALL, headlines].map(measured => [measured.name, measured]))
const NAMES = ALL.map(({ name }) => name)

/** Processes at work before the bench begins from which on its tables say so. */
const OTHER_WORK = 0.5

const tell = line => console.error(`bench: ${line}`)
try {
  await main()
} catch (error) {
  tell(error.message)
  process.exitCode = 1
}

async function main() {
  const request = parseArguments(process.argv.slice(2), NAMES)
  if (request.help) return console.log(usage(NAMES))
  const { device, threads, given } = request
  const rivals = await findRivals(request, tell)
  const machine = describeMachine()
  const [load] = loadavg()
  const other = load > OTHER_WORK ? [`${load.toFixed(1)} processes of other work`] : []
  const where = machineLine(machine, [...rivals.versions, ...other])
  const date = new Date().toISOString()
  const output = request.output ?? fileURLToPath(new URL(`results/${date.replaceAll(':', '-')}.json`, import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-bench-'))
  const cases = []
  try {
    for (const name of request.cases) {
      const settings = { ...CASES[name].defaults, ...given, device, threads }
      const { table, measurements } = await CASES[name].measure(settings, {
        rivals,
        folder,
        tell,
        pictures: request.pictures,
      })
      table.notes.push(`${date.slice(0, 10)}: ${where}.`)
      console.log(request.markdown ? `${markdownTable(table)}\n` : terminalTable(table))
      cases.push({ name: request.as ?? name, settings, table, measurements })
      // After each case: what has been measured is kept even if a later case fails.
      mkdirSync(dirname(output), { recursive: true })
      writeFileSync(output, `${JSON.stringify({ date, machine, rivals: rivals.versions, cases }, null, 2)}\n`)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  tell(`results are in ${output}`)
}
