/** A run's brake: held, it waits before its next step. */
export class Pause {
  #held: { readonly since: number; readonly wait: Promise<void>; release(): void } | undefined
  #milliseconds = 0

  hold(): void {
    if (this.#held) return
    let release = () => {}
    const wait = new Promise<void>(resolve => {
      release = resolve
    })
    this.#held = { since: performance.now(), wait, release }
  }

  release(): void {
    if (!this.#held) return
    this.#milliseconds += performance.now() - this.#held.since
    this.#held.release()
    this.#held = undefined
  }

  /** How long it has been held in all. */
  get milliseconds(): number {
    return this.#milliseconds + (this.#held ? performance.now() - this.#held.since : 0)
  }

  /** Resolves at once where it is not held, and else when it is released or the signal aborts. */
  async over(signal: AbortSignal | undefined): Promise<void> {
    while (this.#held && !signal?.aborted) {
      const { wait } = this.#held
      let stop = () => {}
      const aborted = new Promise<void>(resolve => {
        stop = resolve
      })
      signal?.addEventListener('abort', stop, { once: true })
      await Promise.race([wait, aborted])
      signal?.removeEventListener('abort', stop)
    }
  }
}
