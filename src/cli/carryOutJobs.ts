import { NstOnnxError } from '../errors.js'
import { createJobQueue, type JobQueue } from '../jobs/jobQueue.js'
import { planJobs } from '../jobs/planJobs.js'
import { type Job, type JobOutcome, runJobs } from '../jobs/runJobs.js'
import { folderShelf, shelvedPicture } from '../node/folderShelf.js'
import { nodePlatform } from '../node/nodePlatform.js'
import type { MadeJob } from '../studies/study.js'
import type { Plan } from '../stylize/plan.js'
import { type BatchProgress, openBatchProgress } from './batchProgress.js'
import { EXIT_CODES } from './exitCodes.js'
import { listenForInterrupts } from './interrupts.js'
import { assertNoInput } from './outputPath.js'

/** How jobs are carried out and told. */
export interface BatchOptions {
  readonly json: boolean
  readonly quiet: boolean
  /** Makes the folder that the pictures go into, once all inputs are found to be right. */
  readonly folder: () => Promise<string>
  /** Said at the first Ctrl-C. */
  readonly stopping: string
}

/** Jobs that are over. */
export interface Batch {
  /** In the order of the jobs. */
  readonly made: readonly MadeJob[]
  readonly wasInterrupted: boolean
  readonly queue: JobQueue<string>
  readonly progress: BatchProgress
}

/**
 * Makes the pictures of jobs and then what shows them. All inputs are looked at first; nothing is made where one is wrong.
 * Pictures are kept as they are finished, and those that an earlier call has made are taken as they are. Returns the exit
 * code.
 */
export async function carryOutJobs(
  jobs: readonly Job<string>[],
  { json, quiet, folder, stopping }: BatchOptions,
  show: (batch: Batch) => Promise<void>,
): Promise<number> {
  const queue = createJobQueue<string>(nodePlatform)
  const progress = openBatchProgress({ json, quiet })
  const interruption = listenForInterrupts(() => progress.note(stopping))
  try {
    const { plans, errors } = await planJobs(queue, jobs)
    if (errors.length > 0) throw allOf(errors)
    const place = await folder()
    const pictures = jobs.map(({ name }) => shelvedPicture(place, name))
    await assertNoInput(pictures, plans.flatMap(inputPaths))
    const shelf = folderShelf(place)
    const outcomes: JobOutcome[] = []
    for await (const event of runJobs(queue, jobs, { shelf, signal: interruption.signal })) {
      progress.event(event)
      if (event.event === 'outcome') outcomes.push(event.outcome)
    }
    const made = plans.map((plan, index): MadeJob => ({ plan, outcome: outcomes[index] ?? { outcome: 'left' } }))
    const wasInterrupted = interruption.signal.aborted
    await show({ made, wasInterrupted, queue, progress })
    if (wasInterrupted) return EXIT_CODES.interrupted
    return outcomes.some(({ outcome }) => outcome === 'failed') ? EXIT_CODES.failed : EXIT_CODES.done
  } finally {
    progress.close()
    interruption.stop()
    await queue.close()
  }
}

const inputPaths = ({ content, style, init }: Plan): string[] =>
  [content, style, init].flatMap(input => (input ? [input.name] : []))

/** Several errors as one, a line each; the first decides the exit code. */
function allOf(errors: readonly Error[]): Error {
  const [first] = errors
  if (errors.length === 1 || !(first instanceof NstOnnxError)) return first ?? new Error('no error')
  return new NstOnnxError(first.kind, errors.map(({ message }) => message).join('\nnst-onnx: '))
}
