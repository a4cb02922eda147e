/** Forms that are read at the same time: others wait unread, so that this thread answers what is small in between. */
const MOST = 8
/** A form that comes slowly costs little: after so long, in milliseconds, the next one is let in beside it. */
const SLOW_MS = 1000

/** Lets forms be read a few at a time, in the order in which they came. */
export class ReadingGate {
  #free = MOST
  readonly #waiting: (() => void)[] = []

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
    const timer = setTimeout(leave, SLOW_MS)
    try {
      return await read()
    } finally {
      clearTimeout(timer)
      leave()
    }
  }
}
