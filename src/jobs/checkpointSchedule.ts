/** Shorter runs are as soon made anew... */
export const LEAST_EXPECTED_SECONDS = 120
/** ...and longer ones lose a minute at most, */
const USUAL_SECONDS = 60
/** unless keeping their state takes so long that it would cost more than a twentieth of the time. */
const MOST_SHARE = 0.05

/** Says when the state of a run is due to be kept. Times are those of its events, in seconds. */
export class CheckpointSchedule {
  readonly #every: number | undefined
  #last: number | undefined
  #cost = 0
  #isWanted: boolean

  /** @param every seconds between checkpoints; by default as often as pays, and not at all in short runs */
  constructor(every?: number) {
    this.#every = every
    this.#isWanted = every !== undefined
  }

  /** Whether the run is one whose state is kept, as far as is known by now. */
  get isWanted(): boolean {
    return this.#isWanted
  }

  /**
   * Whether it is due after a step.
   *
   * @param seconds since the run began
   * @param remaining seconds until its end, where that is known
   */
  isDue(seconds: number, remaining: number | undefined): boolean {
    this.#last ??= this.#every === undefined ? 0 : seconds
    this.#isWanted ||= remaining !== undefined && seconds + remaining >= LEAST_EXPECTED_SECONDS
    const pause = this.#every ?? Math.max(USUAL_SECONDS, this.#cost / MOST_SHARE)
    if (!this.#isWanted || seconds - this.#last < pause) return false
    this.#last = seconds
    return true
  }

  /** Keeping the state took so many seconds. */
  took(seconds: number): void {
    this.#cost = seconds
  }
}
