import type { Engine } from '../engine/engine.js'
import type { StylizeRun } from '../engine/engineRun.js'
import type { EncodeOptions } from '../images/encodeOptions.js'
import type { OutputFormat } from '../images/outputFormat.js'
import type { StateKeeper } from '../jobs/stateKeeper.js'
import { removeCheckpoint } from '../node/files/checkpointFile.js'
import { writePicture } from '../node/files/writePicture.js'
import type { PictureInput } from '../node/pictures/pictureInput.js'
import { pictureFile } from '../node/pictures/savePicture.js'
import type { PaintRequest } from '../requests/request.js'
import type { StylizeResult } from '../stylize/events.js'
import { RunCourse } from '../stylize/runCourse.js'
import { StylizeFailure } from '../stylize/stylizeFailure.js'
import { errorText } from './commandWords.js'
import type { Progress } from './progress.js'
import type { RunOutput, Snapshots } from './runOutput.js'

/** Seconds between two previews at least: a viewer that follows the file needs no more. */
const PREVIEW_SECONDS = 2

/** How a run becomes files. */
export interface Painting {
  readonly engine: Engine<PictureInput>
  readonly request: PaintRequest<PictureInput>
  readonly output: RunOutput
  readonly format: OutputFormat
  readonly encoding: Pick<EncodeOptions, 'quality' | 'bits'>
  /** Whether the recipe goes into the picture. */
  readonly hasRecipe: boolean
  readonly snapshots: Snapshots | undefined
  readonly preview: { readonly path: string; readonly format: OutputFormat } | undefined
  /** Keeps the run's state, and removes it when the picture is there. */
  readonly keeper: StateKeeper | undefined
  readonly checkpoint: string
  readonly progress: Progress
}

/**
 * Carries out a run: tells its progress, writes its snapshots, previews and checkpoints, and in the end its picture, also where it broke
 * off with one.
 *
 * @throws as the run's result rejects, and NstOnnxError `failed` where a file cannot be written
 */
export async function paintToFile(painting: Painting): Promise<StylizeResult> {
  const { engine, request, output, format, encoding, preview, keeper, progress } = painting
  const saveEvery = painting.snapshots?.every
  const save = async (result: StylizeResult) => {
    const recipe = painting.hasRecipe ? result.recipe : undefined
    progress.done(result, await output.write(await pictureFile(result.image, format, { ...encoding, recipe })))
  }
  const run = engine.run(request)
  keeper?.begin(run)
  const course = new RunCourse()
  const failures: unknown[] = []
  let writing = Promise.resolve()
  const previews = preview && new Previews(preview, progress)
  try {
    for await (const event of run) {
      progress.event(event)
      course.follow(event)
      if (event.event !== 'step') continue
      keeper?.stepped(event.seconds, course.secondsLeft)
      previews?.stepped(run, event.seconds)
      if (!saveEvery || event.iteration % saveEvery !== 0) continue
      const picture = await event.image()
      writing = writing
        .then(async () => output.writeSnapshot(event.iteration, await pictureFile(picture, format, encoding)))
        .catch(error => {
          failures.push(error) // told below, once the run's own picture is safe
        })
    }
    const result = await run.result
    // The first file that a run writes takes its name from others that write here; its snapshots and its picture share it.
    await writing
    await save(result)
    await previews?.ended(run)
    await keeper?.settled()
    if (keeper && result.stopped !== 'interrupted') await removeCheckpoint(painting.checkpoint)
    if (failures.length > 0) throw failures[0]
    return result
  } catch (error) {
    if (error instanceof StylizeFailure) await save(error.partial)
    await keeper?.settled()
    throw error
  }
}

/** A picture of the run so far, written over and over. */
class Previews {
  readonly #preview: NonNullable<Painting['preview']>
  readonly #progress: Progress
  #last = Number.NEGATIVE_INFINITY
  #writing: Promise<void> | undefined

  constructor(preview: NonNullable<Painting['preview']>, progress: Progress) {
    this.#preview = preview
    this.#progress = progress
  }

  /** Writes one if the last one is old enough, and does not wait for it. */
  stepped(run: StylizeRun, seconds: number): void {
    if (this.#writing || seconds - this.#last < PREVIEW_SECONDS) return
    this.#last = seconds
    this.#writing = this.#write(run).finally(() => {
      this.#writing = undefined
    })
  }

  /** Writes the last one. */
  async ended(run: StylizeRun): Promise<void> {
    await this.#writing
    await this.#write(run)
  }

  async #write(run: StylizeRun): Promise<void> {
    const { path, format } = this.#preview
    try {
      const bytes = await run.preview({ format })
      if (bytes) await writePicture(path, bytes)
    } catch (error) {
      this.#progress.note(errorText(error as Error)) // what encoding and writing throw
    }
  }
}
