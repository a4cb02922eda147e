import type { StylizeEvent } from '../stylize/events.js'
import { RunCourse } from '../stylize/runCourse.js'
import type { Progress } from './jobRecord.js'

/** Follows a run by its events. */
export class ProgressOf {
  readonly #course = new RunCourse()
  #progress: Progress = { phase: 'preparing', iteration: 0, evaluations: 0, seconds: 0 }

  /** How far the run has come, after one more event. */
  after(event: StylizeEvent): Progress {
    this.#course.follow(event)
    switch (event.event) {
      case 'waiting':
      case 'download':
      case 'fitting':
        this.#progress = { ...this.#progress, phase: event.event }
        break
      case 'start':
        this.#progress = { ...this.#progress, phase: 'painting', iterations: event.iterations }
        break
      case 'step': {
        const { iteration, evaluations, loss, seconds } = event
        const { secondsLeft } = this.#course
        this.#progress = { ...this.#progress, iteration, evaluations, loss, seconds, secondsLeft }
        break
      }
      case 'done':
        this.#progress = { ...this.#progress, phase: 'done', secondsLeft: 0 }
    }
    return this.#progress
  }
}
