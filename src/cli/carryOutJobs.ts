import { readFile } from 'node:fs/promises'
import { createJobQueue } from '../index.js'
import type { JobQueue } from '../jobs/jobQueue.js'
import { type PlannedJob, planJobs } from '../jobs/planJobs.js'
import { type Job, type JobOutcome, runJobs } from '../jobs/runJobs.js'
import type { Shelf } from '../jobs/shelf.js'
import { folderShelf, foreignFiles, shelvedFiles } from '../node/folderShelf.js'
import type { PictureInput } from '../node/pictures/pictureInput.js'
import { pictureFile } from '../node/pictures/savePicture.js'
import type { PaintRequest } from '../requests/request.js'
import type { MadeJob } from '../studies/study.js'
import type { BatchManner } from './batchArguments.js'
import { type BatchProgress, openBatchProgress } from './batchProgress.js'
import { EXIT_CODES } from './exitCodes.js'
import { listenForInterrupts } from './interrupts.js'
import { assertNoForeign, assertNoInput } from './outputPath.js'
import { rescueFile } from './rescueFile.js'
import { allOf } from './severalErrors.js'
import { readSources, type Sources, withSources } from './sources.js'
import { remark } from './terminal.js'

/** A file that tells of all jobs. */
interface BatchFile {
  readonly path: string
  /** Whether a text is that of such a file, which may be replaced. */
  readonly isOurs: (text: string) => boolean
}

/** How jobs are carried out and told. */
export interface BatchOptions extends Omit<BatchManner, 'output'> {
  /** Makes the folder that the pictures go into, once all inputs are found to be right. */
  readonly folder: () => Promise<string>
  /** What is written besides; asked for once the folder is there. */
  readonly others: () => readonly BatchFile[]
  /** Said at the first Ctrl-C. */
  readonly stopping: () => string
}

/** Jobs that are over. */
export interface Batch {
  /** What came of each job, in their order. */
  readonly made: readonly MadeJob[]
  readonly wasInterrupted: boolean
  readonly queue: JobQueue<string>
  readonly progress: BatchProgress
}

/**
 * Makes the pictures of jobs and then what shows them. All inputs are looked at first; nothing is made where one is wrong.
 * Pictures are kept as they are finished, and those that an earlier call has made are taken as they are. Returns the exit
 * code.
 *
 * @param show is given all pictures; without it none stays in memory
 */
export async function carryOutJobs(
  jobs: readonly Job<string>[],
  { json, quiet, overwrite, recipes, folder, others, stopping }: BatchOptions,
  show?: (batch: Batch) => Promise<void>,
): Promise<number> {
  const progress = openBatchProgress({ json, quiet })
  let isPlanned = false
  const interruption = listenForInterrupts(() => {
    if (isPlanned) progress.note(stopping())
  })
  let queue: JobQueue<string> | undefined
  try {
    const sources = await readSources(
      jobs.map(({ request }) => request),
      interruption.signal,
    )
    const [device] = jobs.map(({ request }) => request.device) // the same for all
    queue = sourcedQueue(createJobQueue({ urls: true, device }), sources)
    const { signal } = interruption
    const { planned, errors } = await planJobs(queue, jobs, {
      signal,
      readsPictures: show !== undefined,
      onEvent: event => progress.event(event),
    })
    if (errors.length > 0) throw allOf(errors)
    isPlanned = true
    const path = await folder()
    const names = jobs.map(({ name }) => name)
    const files = others()
    const outputs = [
      ...names.flatMap(name => Object.values(shelvedFiles(path, name))),
      ...files.map(({ path }) => path),
    ]
    const weights = jobs.flatMap(({ request }) => weightsPath(request))
    await assertNoInput(outputs, [...planned.flatMap(inputPaths), ...weights])
    if (!overwrite) assertNoForeign([...(await foreignFiles(path, names)), ...(await foreignAmong(files))])
    const shelf = rescuingShelf(folderShelf(path, { recipes }), recipes)
    const outcomes: JobOutcome[] = []
    let hasFailed = false
    for await (const event of runJobs(queue, planned, { shelf, signal, returnsOutcomes: false })) {
      progress.event(event)
      if (event.event !== 'outcome') continue
      if (event.outcome.outcome === 'failed') hasFailed = true
      if (show) outcomes.push(event.outcome)
    }
    const exitCode = signal.aborted ? EXIT_CODES.interrupted : hasFailed ? EXIT_CODES.failed : EXIT_CODES.done
    if (!show) return exitCode
    const made = planned.map(
      ({ plan, inputs }, index): MadeJob => ({ plan, inputs, outcome: outcomes[index] ?? { outcome: 'skipped' } }),
    )
    await show({ made, wasInterrupted: signal.aborted, queue, progress })
    return exitCode
  } catch (error) {
    if (!interruption.signal.aborted || error !== interruption.signal.reason) throw error
    remark('nst-onnx: interrupted before there was a picture')
    return EXIT_CODES.interrupted
  } finally {
    progress.close()
    interruption.stop()
    await queue?.close()
  }
}

/** A queue that takes words of the command line for pictures. */
function sourcedQueue(queue: JobQueue<PictureInput>, sources: Sources): JobQueue<string> {
  return {
    ...queue,
    add: (request, options) => queue.add(withSources(request, sources), options),
    plan: (request, onEvent) => queue.plan(withSources(request, sources), onEvent),
    estimate: request => queue.estimate(withSources(request, sources)),
    pictures: (request, plan) => queue.pictures(withSources(request, sources), plan),
    read: (request, terms, picture, plan) => queue.read(withSources(request, sources), terms, picture, plan),
    get length() {
      return queue.length
    },
  }
}

const inputPaths = ({ plan }: PlannedJob<string>): string[] => plan.inputs.map(({ name }) => name)

/** On the command line weights are text: a word, which names no file that is written to, or a path. */
const weightsPath = ({ weights }: PaintRequest<string>): string[] => (typeof weights === 'string' ? [weights] : [])

async function foreignAmong(files: readonly BatchFile[]): Promise<string[]> {
  const isForeign = ({ path, isOurs }: BatchFile) =>
    readFile(path, 'utf8').then(
      text => !isOurs(text),
      () => false,
    )
  const foreign = await Promise.all(files.map(isForeign))
  return files.filter((_, index) => foreign[index]).map(({ path }) => path)
}

/** A shelf that keeps a picture somewhere else where it cannot be kept in its place, and then throws. */
function rescuingShelf(shelf: Shelf, recipes: boolean): Shelf {
  return {
    find: shelf.find,
    keep: (name, finished) =>
      shelf.keep(name, finished).catch(async error => {
        const { image, recipe } = finished.result
        return rescueFile(await pictureFile(image, 'png', recipes ? { recipe } : {}), '.png', error)
      }),
  }
}
