import type { Borders } from '../graphs/borders.js'
import type { Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { resizePicture } from '../images/resizePicture.js'
import type { Descended } from './descend.js'
import type { StylizeResult } from './events.js'
import type { ShownColours } from './paintedColours.js'
import type { Plan } from './plan.js'
import type { RunState } from './runState.js'

/** The stages of a run that have been taken, and what they came to. */
export class StagesTaken {
  readonly #plan: Plan
  readonly #show: ShownColours
  readonly #iterations: number[] = []
  #evaluations = 0
  #latest: Descended | undefined

  /**
   * @param show gives the result its colours
   * @param state from which the run goes on
   */
  constructor(plan: Plan, show: ShownColours, state?: RunState) {
    this.#plan = plan
    this.#show = show
    if (!state) return
    this.#iterations.push(...state.iterations)
    this.#evaluations = state.evaluations
  }

  /** Accepted steps of each. */
  get iterations(): readonly number[] {
    return this.#iterations
  }

  /** Accepted steps and evaluations of all of them. */
  get counts(): { readonly iterations: number; readonly evaluations: number } {
    return { iterations: this.#iterations.reduce((sum, own) => sum + own, 0), evaluations: this.#evaluations }
  }

  /** How the last one ended. */
  get latest(): Descended | undefined {
    return this.#latest
  }

  add(descended: Descended): void {
    this.#iterations.push(descended.iterations)
    this.#evaluations += descended.evaluations
    this.#latest = descended
  }

  /** Counts a stage without steps, which leaves the picture as it is. */
  skip(): void {
    this.#iterations.push(0)
  }

  /** The result of a run that ends here, its picture enlarged where its last stage was not reached. */
  result(last: Descended, seconds: number): StylizeResult {
    const { size, specification, stages, content, features, recipe } = this.#plan
    const { loss, terms } = last.evaluation
    const outcome = { ...this.counts, stopped: last.stopped, loss }
    const iterationsByStage = stages.map((_, index) => this.#iterations[index] ?? 0)
    const alpha = content?.picture.alpha
    return {
      ...outcome,
      seconds,
      terms,
      features,
      image: { ...this.#show(enlarged(last.image, size, specification.borders)), ...(alpha && { alpha }) },
      recipe: { ...recipe, result: { ...size, ...outcome, terms, ...(stages.length > 1 && { iterationsByStage }) } },
    }
  }
}

/**
 * A stage's picture in the size of another.
 *
 * @param fromFirst whether first pixels coincide, instead of edges
 */
export function enlarged(
  picture: Picture,
  { width, height }: Size,
  borders: Borders | undefined,
  fromFirst = false,
): Picture {
  return resizePicture(picture, width, height, { wraps: borders === 'circular', fromFirst })
}
