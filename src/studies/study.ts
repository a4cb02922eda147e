import type { Picture } from '../images/picture.js'
import type { Job, JobOutcome } from '../jobs/runJobs.js'
import type { Sheet, SheetCell } from '../sheets/sheet.js'
import type { PlannedRun } from '../stylize/plan.js'
import type { RunPictures } from '../stylize/runPictures.js'

/** Several pictures that belong together, and the sheet that shows them. */
export interface Study<Input> {
  readonly jobs: readonly Job<Input>[]
  /** The sheet of what came of the jobs, given in their order. */
  sheet(made: readonly MadeJob[]): Sheet
}

/** A job's plan and its inputs as they were used, with what came of it. */
export interface MadeJob {
  readonly plan: PlannedRun
  readonly inputs: RunPictures
  readonly outcome: JobOutcome
}

/** What a sheet shows of a job: its picture, or why there is none. */
export function outcomeCell(made: MadeJob | undefined, label?: string): SheetCell {
  const labelled = label === undefined ? {} : { label }
  if (!made || made.outcome.outcome === 'skipped') return { ...labelled, missing: 'not made' }
  const { outcome } = made
  if (outcome.finished) return { ...labelled, picture: outcome.finished.result.image }
  return { ...labelled, missing: outcome.outcome === 'failed' ? outcome.error.message : 'not made' }
}

/** What a sheet shows of an input; nothing where there is no such picture. */
export function inputCell(picture: Picture | undefined, label: string): SheetCell | undefined {
  return picture && { picture, label }
}

/** Splits a long row. */
export function wrapped<Item>(items: readonly Item[], length: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, row) =>
    items.slice(row * length, (row + 1) * length),
  )
}
