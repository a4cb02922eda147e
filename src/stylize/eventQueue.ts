/** Events for readers who may be slower than the run, or absent: the run never waits for them. */
export class EventQueue<Event> implements AsyncIterable<Event> {
  readonly #events: Event[] = []
  #ended: { readonly error?: unknown } | undefined
  #wake: () => void = () => {}

  push(event: Event): void {
    this.#events.push(event)
    this.#wake()
  }

  /** No more events. With an error, reading throws it after the last event. */
  end(error?: unknown): void {
    this.#ended = error === undefined ? {} : { error }
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void, void> {
    for (;;) {
      const event = this.#events.shift()
      if (event !== undefined) yield event
      else if (!this.#ended) {
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
      } else if ('error' in this.#ended) throw this.#ended.error
      else return
    }
  }
}
