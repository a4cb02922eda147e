/** Lets one in after the other, in the order in which they came. */
export class Turns {
  readonly #waiting: Turn[] = []

  /** How many are in or wait. */
  get length(): number {
    return this.#waiting.length
  }

  /** Comes in at the end. */
  take(): Turn {
    const turn = new Turn(this.#waiting)
    this.#waiting.push(turn)
    if (this.#waiting.length === 1) turn.begin()
    return turn
  }
}

/** One's turn among others'. */
export class Turn {
  readonly #waiting: Turn[]
  readonly #begun: Promise<void>
  begin: () => void = () => {}

  constructor(waiting: Turn[]) {
    this.#waiting = waiting
    this.#begun = new Promise(resolve => {
      this.begin = resolve
    })
  }

  /** How many come before this one: 0 once it is in, and after it has left. */
  get position(): number {
    return Math.max(0, this.#waiting.indexOf(this))
  }

  /** Resolves when this one is in. Rejects with the signal's reason, at once, if that comes before. */
  come(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const onAbort = () => reject(signal?.reason)
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#begun.then(() => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      })
    })
  }

  /** Gives up the turn, whether it has come to it or not. */
  leave(): void {
    const position = this.#waiting.indexOf(this)
    if (position < 0) return
    this.#waiting.splice(position, 1)
    if (position === 0) this.#waiting[0]?.begin()
  }
}
