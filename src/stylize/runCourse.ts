import type { StageWork, StylizeEvent } from './events.js'
import { MOST_STEPS, type StepTime, secondsLeft, shareDone } from './secondsLeft.js'

/** How far a run has come, by its events. */
export class RunCourse {
  #stages: readonly StageWork[] = []
  #steps: StepTime[] = []

  /** The iterations of all stages. */
  get iterations(): number {
    return this.#stages.reduce((sum, { iterations }) => sum + iterations, 0)
  }

  /** Share of the work that is done. */
  get share(): number {
    return shareDone(this.#stages, this.#steps.at(-1)?.iteration ?? 0)
  }

  /** Undefined while the pace is unknown. */
  get secondsLeft(): number | undefined {
    return secondsLeft(this.#stages, this.#steps)
  }

  follow(event: StylizeEvent): void {
    if (event.event === 'start') {
      this.#stages = event.stages
      this.#steps = []
    }
    if (event.event === 'step') {
      // Without the event's picture, which nothing else may need any more.
      const { iteration, seconds } = event
      this.#steps = [...this.#steps, { iteration, seconds }].slice(-MOST_STEPS)
    }
  }
}
