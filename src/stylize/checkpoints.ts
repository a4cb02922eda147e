/** Gives a run's state as the parts of a file. */
type Take = () => readonly Uint8Array[]

/** How much of a state is copied at a time. */
const PIECE = 2 ** 24

/** A run's state while it is read, which the run waits for. */
export interface StateReading {
  readonly pieces: number
  /** A copy of a piece. */
  piece(at: number): Uint8Array<ArrayBuffer>
  /** Lets the run go on. */
  close(): void
}

/**
 * Hands out a run's state, which is whole between two steps only, piece by piece: the state of a large picture is as large as all else that
 * its run holds. The run goes on when all have read it.
 */
export class Checkpoints {
  #take: Take | undefined
  #asked: ((reading: StateReading | undefined) => void)[] = []
  #stands = false
  #isOver = false
  #readings = 0
  #onRead = () => {}

  /** Resolves once the run stands between two steps; with nothing before its first one, and where it ends before that. */
  open(): Promise<StateReading | undefined> {
    if (this.#isOver || this.#stands) return Promise.resolve(this.#reading())
    return new Promise(resolve => {
      this.#asked.push(resolve)
    })
  }

  /** The run stands between two steps. `take` gives its state; between two stages that is still the one before. */
  stand(take = this.#take): void {
    this.#take = take
    this.#stands = true
    this.#answer()
  }

  /** The run goes on, once its state has been read: it changes then. */
  async goOn(): Promise<void> {
    while (this.#readings > 0)
      await new Promise<void>(resolve => {
        this.#onRead = resolve
      })
    this.#take = undefined
    this.#stands = false
  }

  /** The run has ended. */
  end(): void {
    this.#isOver = true
    this.#answer()
    this.#take = undefined
  }

  #answer(): void {
    const asked = this.#asked
    this.#asked = []
    for (const resolve of asked) resolve(this.#reading())
  }

  #reading(): StateReading | undefined {
    const parts = this.#take?.()
    if (!parts) return undefined
    const pieces = parts.flatMap(part =>
      Array.from({ length: Math.ceil(part.length / PIECE) }, (_, at) => part.subarray(at * PIECE, (at + 1) * PIECE)),
    )
    let isOpen = true
    this.#readings++
    return {
      pieces: pieces.length,
      piece: at => new Uint8Array(pieces[at] ?? []),
      close: () => {
        if (isOpen) this.#readings--
        isOpen = false
        this.#onRead()
      },
    }
  }
}
