import type { StylizeRun } from '../engine/engineRun.js'
import { type StageWork, secondsLeft } from '../stylize/secondsLeft.js'
import { CheckpointSchedule } from './checkpointSchedule.js'
import type { LossPoint } from './lossCurve.js'
import type { Shelf } from './shelf.js'

/** Keeps the state of a job's run on a shelf as often as it is due, so that the whole can go on if it is killed. */
export class StateKeeper {
  /** The stages of the run, once they are known. */
  stages: readonly StageWork[] = []
  readonly #name: string
  readonly #shelf: Shelf | undefined
  readonly #curve: readonly LossPoint[]
  readonly #schedule = new CheckpointSchedule()
  #run: StylizeRun | undefined
  #writing: Promise<void> | undefined

  /** @param curve grows as the run goes on */
  constructor(name: string, shelf: Shelf | undefined, curve: readonly LossPoint[]) {
    this.#name = name
    this.#shelf = shelf
    this.#curve = curve
  }

  begin(run: StylizeRun): void {
    this.#run = run
  }

  /** The run has taken a step. Does not wait for what is kept. */
  stepped(): void {
    const last = this.#curve.at(-1)
    if (last && !this.#writing && this.#schedule.isDue(last.seconds, secondsLeft(this.stages, this.#curve)))
      this.#keep()
  }

  /** The run is about to be interrupted. */
  interrupted(): void {
    if (this.#schedule.isWanted) this.#keep()
  }

  /** Resolves once nothing is being kept. */
  async settled(): Promise<void> {
    await this.#writing
  }

  #keep(): void {
    const began = performance.now()
    const before = this.#writing
    const checkpoint = this.#run?.checkpoint()
    this.#writing = (async () => {
      await before
      const bytes = await checkpoint
      // A state that cannot be kept costs time later, and no picture.
      if (bytes) await this.#shelf?.keepState?.(this.#name, { checkpoint: bytes, curve: this.#curve }).catch(() => {})
      this.#schedule.took((performance.now() - began) / 1000)
      this.#writing = undefined
    })()
  }
}
