import type { LoggedEvent } from '../loggedEvent.js'
import { within } from '../within.js'

/** Enough for a reader who was away for seconds; slower ones miss steps in the middle, never the end. */
const KEPT = 256

/** The latest events of a job, for any number of readers, each at its own pace. */
export class EventLog {
  /** Numbers of one life of the process must not be taken for those of another. */
  readonly #life = Date.now().toString(36)
  #events: LoggedEvent[] = []
  #count = 0
  #isOver = false
  #wake = () => {}
  #woken = this.#sleep()

  tell(event: string, data: unknown): void {
    this.#events.push({ id: `${this.#life}-${++this.#count}`, event, data })
    if (this.#events.length > KEPT) this.#events.shift()
    this.#rouse()
  }

  /** Nothing comes any more. */
  end(): void {
    this.#isOver = true
    this.#rouse()
  }

  /** Reads what came after an event, or all that is kept, and then what comes; undefined where nothing did for a while. */
  async *read(after: string | undefined, pause: number, signal: AbortSignal): AsyncGenerator<LoggedEvent | undefined> {
    let seen = this.#numberOf(after)
    while (!signal.aborted) {
      const woken = this.#woken
      const first = this.#count - this.#events.length
      const next = this.#events[Math.max(0, seen - first)]
      if (next) {
        seen = Math.max(seen, first) + 1
        yield next
      } else if (this.#isOver) return
      else if (!(await within(woken, pause, signal))) yield undefined
    }
  }

  #numberOf(id: string | undefined): number {
    const [life, number] = id?.split('-') ?? []
    return life === this.#life ? Math.min(this.#count, Number(number) || 0) : 0
  }

  #rouse(): void {
    this.#wake()
    this.#woken = this.#sleep()
  }

  #sleep(): Promise<true> {
    return new Promise(resolve => {
      this.#wake = () => resolve(true)
    })
  }
}
