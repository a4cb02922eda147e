import type { Progress } from '../jobRecord.js'
import type { EndReason } from '../paintJob.js'
import type { SharedQueue, TakenJob } from './sharedQueue.js'

/** Tells what a job does, in order. Steps are left out while Redis is slower than they are. */
export class Teller {
  readonly #queue: SharedQueue
  readonly #job: TakenJob
  readonly #stop: (reason: EndReason) => void
  #telling: Promise<void> = Promise.resolve()
  #pending = 0

  /** @param stop called where the job is to be cancelled, or is another's by now */
  constructor(queue: SharedQueue, job: TakenJob, stop: (reason: EndReason) => void) {
    this.#queue = queue
    this.#job = job
    this.#stop = stop
  }

  tell(event: string, data: unknown, progress: Progress): void {
    if (event === 'step' && this.#pending > 0) return
    this.#pending++
    this.#telling = this.#telling.then(() => this.#tell(event, data, progress))
  }

  /** Resolves once all has been told. */
  settled(): Promise<void> {
    return this.#telling
  }

  async #tell(event: string, data: unknown, progress: Progress): Promise<void> {
    try {
      const answer = await this.#queue.tell(this.#job, event, data, progress)
      if (answer === 'lost') this.#stop('lost')
      // One that was to be cancelled from the start gets its first picture first.
      if (answer === 'cancel' && !this.#job.isCancelled) this.#stop('cancelled')
    } catch {
      // An event is missed; the job goes on, and its end is told until it is heard.
    } finally {
      this.#pending--
    }
  }
}
