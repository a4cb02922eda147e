import { rm } from 'node:fs/promises'
import type { StylizeRun } from '../engine/engineRun.js'
import { NstOnnxError } from '../errors.js'
import { CheckpointSchedule } from '../jobs/checkpointSchedule.js'
import { aboutFile } from '../node/files/checkpointFile.js'
import { writePicture } from '../node/files/writePicture.js'
import { errorText } from './commandWords.js'
import { isTaken } from './outputPath.js'

/** Keeps the state of a run in a file, as often as it is due, so that the run can go on if it is killed. */
export class CheckpointKeeper {
  readonly #path: string
  readonly #schedule: CheckpointSchedule
  readonly #note: (line: string) => void
  #writing: Promise<void> = Promise.resolve()
  #isBusy = false
  #isGivenUp = false
  #isKept = false

  /**
   * @param every seconds between checkpoints; see CheckpointSchedule
   * @param note tells once that no checkpoint can be kept; the run goes on
   */
  constructor(path: string, every: number | undefined, note: (line: string) => void) {
    this.#path = path
    this.#schedule = new CheckpointSchedule(every)
    this.#note = note
  }

  /** Whether there is a checkpoint of this run. */
  get isKept(): boolean {
    return this.#isKept
  }

  /** The run has taken a step: keeps its state if that is due and the last one is written. Does not wait for it. */
  stepped(run: StylizeRun, seconds: number, remaining: number | undefined): void {
    if (!this.#isBusy && this.#schedule.isDue(seconds, remaining)) this.keep(run)
  }

  /** The run is about to be interrupted: keeps its state, if that is kept at all. */
  interrupted(run: StylizeRun): void {
    if (this.#schedule.isWanted) this.keep(run)
  }

  /** Keeps the state of a run, as soon as it stands between two steps. */
  keep(run: StylizeRun): void {
    if (this.#isGivenUp) return
    this.#isBusy = true
    const began = performance.now()
    // Asked for at once: a run that is interrupted next has ended before anything else is.
    const checkpoint = run.checkpoint()
    this.#writing = this.#write(checkpoint)
      .catch(error => {
        this.#isGivenUp = true
        this.#note(`${errorText(error)}; no checkpoint is kept`)
      })
      .finally(() => {
        this.#schedule.took((performance.now() - began) / 1000)
        this.#isBusy = false
      })
  }

  /** Resolves once nothing is being written. */
  settled(): Promise<void> {
    return this.#writing
  }

  /** The picture is there: the checkpoint, this run's or the one that it went on from, is of no more use. */
  async remove(): Promise<void> {
    await this.#writing
    if (await aboutFile(this.#path)) await rm(this.#path, { force: true })
  }

  async #write(checkpoint: ReturnType<StylizeRun['checkpoint']>): Promise<void> {
    await this.#writing
    const bytes = await checkpoint
    if (!bytes) return
    if (!this.#isKept && (await isTaken(this.#path)) && !(await aboutFile(this.#path)))
      throw new NstOnnxError('checkpoint-taken', { path: this.#path })
    await writePicture(this.#path, bytes)
    this.#isKept = true
  }
}
