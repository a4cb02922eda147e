import { termWeights } from '../graphs/specification.js'
import { finestSpecification } from '../requests/stages.js'
import type { MadeJob } from './study.js'
import type { SweepStudy } from './sweepStudy.js'

/** A picture of a sweep in figures. What a picture that was not made lacks is absent. */
export interface SweepRow {
  readonly picture: string
  /** The varied options with their values, as the command line has them. */
  readonly varied: Readonly<Record<string, string>>
  readonly outcome: 'finished' | 'failed' | 'skipped'
  readonly error?: string
  readonly stopped?: string
  readonly iterations?: number
  readonly evaluations?: number
  readonly seconds?: number
  readonly loss?: number
  /** Weighted, as they add up to the loss. */
  readonly terms?: Readonly<Record<string, number>>
  /** Each term over its weight: what can be compared where weights differ. */
  readonly unweighted?: Readonly<Record<string, number>>
}

/** The figures of a sweep, in the order of its jobs. */
export function sweepTable({ jobs, settings }: SweepStudy, made: readonly MadeJob[]): SweepRow[] {
  return made.map(({ plan, outcome }, index): SweepRow => {
    const head = { picture: jobs[index]?.name ?? '', varied: settings[index] ?? {}, outcome: outcome.outcome }
    const failure = outcome.outcome === 'failed' ? { error: outcome.error.message } : {}
    const finished = outcome.outcome === 'skipped' ? undefined : outcome.finished
    if (!finished) return { ...head, ...failure }
    const { stopped, iterations, evaluations, seconds, loss, terms } = finished.result
    const weights: Readonly<Record<string, number>> = termWeights(finestSpecification(plan))
    const unweighted = Object.entries(terms).map(([term, value]) => [term, value / (weights[term] ?? 1)])
    return {
      ...head,
      ...failure,
      stopped,
      iterations,
      evaluations,
      seconds,
      loss,
      terms,
      // Weights of fitted features are found while a run is set up, and are in different units.
      ...(plan.features.source === 'vgg19' && { unweighted: Object.fromEntries(unweighted) }),
    }
  })
}

/** The table as CSV (RFC 4180): a column for every term that any of the runs has. */
export function sweepCsv(rows: readonly SweepRow[]): string {
  const flat = rows.map(({ varied, terms = {}, unweighted = {}, ...columns }) => ({
    ...varied,
    ...columns,
    ...terms,
    ...Object.fromEntries(Object.entries(unweighted).map(([term, value]) => [`unweighted.${term}`, value])),
  }))
  const first = ['picture', ...Object.keys(rows[0]?.varied ?? {})]
  const figures = ['outcome', 'stopped', 'iterations', 'evaluations', 'seconds', 'loss']
  const others = new Set(flat.flatMap(row => Object.keys(row)))
  for (const column of [...first, ...figures, 'error']) others.delete(column)
  const columns = [...first, ...figures, ...others, 'error']
  const lines = flat.map((row: Readonly<Record<string, string | number>>) => columns.map(column => cell(row[column])))
  return [columns, ...lines].map(line => `${line.join(',')}\r\n`).join('')
}

/** Whether a text is a table by {@link sweepCsv}. */
export function isSweepCsv(text: string): boolean {
  return /^picture,.*\boutcome,stopped,iterations,evaluations,seconds,loss,/.test(text)
}

/** Whether a text is a table by {@link sweepTable} as JSON. */
export function isSweepJson(text: string): boolean {
  try {
    const rows: unknown = JSON.parse(text)
    return Array.isArray(rows) && rows.every(row => 'picture' in row && 'varied' in row && 'outcome' in row)
  } catch {
    return false
  }
}

function cell(value: string | number | undefined): string {
  // Losses are float32: more digits say nothing.
  const text = typeof value === 'number' ? String(Number(value.toPrecision(7))) : (value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
