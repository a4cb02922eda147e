/** Takes a copy of a run's state. */
type Take = () => Uint8Array<ArrayBuffer>

/** Hands out copies of a run's state, which is whole between two steps only. */
export class Checkpoints {
  #take: Take | undefined
  #asked: ((bytes: Uint8Array<ArrayBuffer> | undefined) => void)[] = []
  #stands = false
  #isOver = false

  /** Resolves with a copy once the run stands between two steps; with nothing before its first one, and where it ends before that. */
  ask(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (this.#isOver || this.#stands) return Promise.resolve(this.#take?.())
    return new Promise(resolve => {
      this.#asked.push(resolve)
    })
  }

  /** The run stands between two steps. `take` copies its state; between two stages that is still the one before. */
  stand(take = this.#take): void {
    this.#take = take
    this.#stands = true
    this.#answer()
  }

  /** The run goes on: its state changes. */
  goOn(): void {
    this.#take = undefined
    this.#stands = false
  }

  /** The run has ended. */
  end(): void {
    this.#isOver = true
    this.#take = undefined
    this.#answer()
  }

  #answer(): void {
    const asked = this.#asked
    this.#asked = []
    const bytes = asked.length > 0 ? this.#take?.() : undefined
    // Whoever gets the bytes may hand them over to another thread, which leaves the next without.
    for (const [index, resolve] of asked.entries()) resolve(index === 0 ? bytes : bytes?.slice())
  }
}
