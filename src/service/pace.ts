/** The jobs that the pace is read from. */
const RECENT = 20
/** Seconds, before any job has ended. */
const FIRST_GUESS = 10

/** How long jobs take at present. */
export class Pace {
  #recent: number[] = []

  took(seconds: number): void {
    this.#recent = [...this.#recent, seconds].slice(-RECENT)
  }

  /** Seconds of a job, on average. */
  get seconds(): number {
    if (this.#recent.length === 0) return FIRST_GUESS
    return this.#recent.reduce((sum, seconds) => sum + seconds, 0) / this.#recent.length
  }
}
