/** Lets a few be read at a time, in the order in which they came. */
export class ReadingGate {
  #free: number
  readonly #slowMs: number | undefined
  readonly #waiting: (() => void)[] = []

  /**
   * @param most read at the same time
   * @param slowMs one that comes slowly costs little: after so many milliseconds the next one is let in beside it
   */
  constructor(most: number, slowMs?: number) {
    this.#free = most
    this.#slowMs = slowMs
  }

  /** Reads in its turn. Resolves and rejects as the reading does. */
  async pass<Read>(read: () => Promise<Read>): Promise<Read> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>(resolve => this.#waiting.push(resolve))
    let isIn = true
    const leave = () => {
      if (!isIn) return
      isIn = false
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
    const timer = this.#slowMs === undefined ? undefined : setTimeout(leave, this.#slowMs)
    try {
      return await read()
    } finally {
      clearTimeout(timer)
      leave()
    }
  }
}
