import type { CheckpointReader, StylizeRun } from '../engine/engineRun.js'
import { CheckpointSchedule } from './checkpointSchedule.js'

/** Where the state of a run is kept. */
export interface StateKeeping {
  /** Seconds between checkpoints; by default as often as pays: see CheckpointSchedule. */
  readonly every?: number | undefined
  write(checkpoint: AsyncIterable<Uint8Array>): Promise<unknown>
  /** Called where a checkpoint cannot be had or written; the run goes on. Returns whether the next one is tried. */
  onFailure(error: unknown): boolean
}

/** Keeps the state of a run as often as it is due, so that the run can go on if it is killed. Its user never waits for that. */
export class StateKeeper {
  readonly #keeping: StateKeeping
  readonly #schedule: CheckpointSchedule
  #run: StylizeRun | undefined
  #writing: Promise<void> = Promise.resolve()
  #pending = 0
  #isGivenUp = false
  #isKept = false

  constructor(keeping: StateKeeping) {
    this.#keeping = keeping
    this.#schedule = new CheckpointSchedule(keeping.every)
  }

  /** Whether a state of the run has been kept. */
  get isKept(): boolean {
    return this.#isKept
  }

  begin(run: StylizeRun): void {
    this.#run = run
  }

  /**
   * The run has taken a step.
   *
   * @param seconds since the run began
   * @param remaining seconds until its end, where that is known
   */
  stepped(seconds: number, remaining: number | undefined): void {
    if (this.#pending === 0 && this.#schedule.isDue(seconds, remaining)) this.keep()
  }

  /** The run is about to be interrupted: keeps its state, if that is kept at all. */
  interrupted(): void {
    if (this.#schedule.isWanted) this.keep()
  }

  /** Keeps the state of the run, as soon as it stands between two steps. */
  keep(): void {
    if (this.#isGivenUp || !this.#run) return
    this.#pending++
    // Asked for at once: a run that is interrupted next has ended before anything else is.
    this.#writing = this.#write(this.#run.openCheckpoint(), this.#writing)
  }

  /** Resolves once nothing is being written. */
  settled(): Promise<void> {
    return this.#writing
  }

  async #write(opened: Promise<CheckpointReader | undefined>, before: Promise<void>): Promise<void> {
    try {
      const [reader] = await Promise.all([opened, before])
      // Until then the run has gone on to the end of a step, which costs nothing.
      const began = performance.now()
      if (reader) await this.#keeping.write(reader.pieces).finally(() => reader.close())
      this.#schedule.took((performance.now() - began) / 1000)
      this.#isKept ||= reader !== undefined
    } catch (error) {
      this.#isGivenUp = !this.#keeping.onFailure(error)
    }
    this.#pending--
  }
}
