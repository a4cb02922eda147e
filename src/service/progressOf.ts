import type { StylizeEvent } from '../stylize/events.js'
import { MOST_STEPS, type StageWork, type StepTime, secondsLeft } from '../stylize/secondsLeft.js'
import type { Progress } from './jobRecord.js'

/** Follows a run by its events. */
export class ProgressOf {
  #stages: readonly StageWork[] = []
  #steps: StepTime[] = []
  #progress: Progress = { phase: 'preparing', iteration: 0, evaluations: 0, seconds: 0 }

  /** How far the run has come, after one more event. */
  after(event: StylizeEvent): Progress {
    switch (event.event) {
      case 'waiting':
      case 'download':
      case 'fitting':
        this.#progress = { ...this.#progress, phase: event.event }
        break
      case 'start':
        this.#stages = event.stages
        this.#progress = { ...this.#progress, phase: 'painting', iterations: event.iterations }
        break
      case 'step': {
        const { iteration, evaluations, loss, seconds } = event
        this.#steps = [...this.#steps, { iteration, seconds }].slice(-MOST_STEPS)
        const left = secondsLeft(this.#stages, this.#steps)
        this.#progress = { ...this.#progress, iteration, evaluations, loss, seconds, secondsLeft: left }
        break
      }
      case 'done':
        this.#progress = { ...this.#progress, phase: 'done', secondsLeft: 0 }
    }
    return this.#progress
  }
}
