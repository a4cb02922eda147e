import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeMachine, machineLine } from '../../bench/machine.mjs'

/**
 * Puts a measurement of a trial into its file in bench/results, in place of an earlier one of the same number and beside those of other
 * parts, with a table of all, which bench/document.mjs puts into docs/performance.md.
 *
 * @param tableOf makes a table of measurements; their days and the machine are noted under it
 */
export function record(name, measurement, tableOf) {
  const path = fileURLToPath(new URL(`../../bench/results/${name}.json`, import.meta.url))
  const date = new Date().toISOString().slice(0, 10)
  const others = readMeasurements(path).filter(({ number }) => number !== measurement.number)
  const measurements = [...others, { date, ...measurement }].sort((a, b) => a.number - b.number)
  const machine = describeMachine()
  const table = tableOf(measurements)
  const dates = [...new Set(measurements.map(({ date }) => date))].join(', ')
  table.notes.push(`${dates}: ${machineLine(machine, [])}.`)
  mkdirSync(dirname(path), { recursive: true })
  const cases = [{ name, measurements, table }]
  writeFileSync(path, `${JSON.stringify({ date, machine, rivals: [], cases }, null, 2)}\n`)
}

function readMeasurements(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).cases[0].measurements
  } catch {
    return []
  }
}
