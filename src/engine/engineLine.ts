import { NstOnnxError } from '../errors.js'
import { arrivedError } from './carriedError.js'
import type { CarriedEvent, FromEngine, ToEngine } from './messages.js'

/** The worker that an engine is, whatever its platform calls one. */
export interface EngineWorker<Input> {
  post(message: ToEngine<Input>): void
  /** Called once, before the first message. A failure is the worker's end. */
  listen(onMessage: (message: FromEngine) => void, onFailure: (error: Error) => void): void
  /** Ends the worker, if it has not ended yet, after the calls that it is at; waits until it has. */
  end(): Promise<void>
}

/** What an engine asks its worker and gets an answer to. */
type Question<Input> = Extract<ToEngine<Input>, { readonly id: number }>

interface Pending {
  readonly signal: AbortSignal | undefined
  onEvent(event: CarriedEvent): void
  onNeed(bytes: number): Promise<void>
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** How a question is given up, and who hears what comes before its answer. */
interface Asking {
  readonly signal?: AbortSignal | undefined
  readonly onEvent?: (event: CarriedEvent) => void
  /** Resolves when so much memory can be had. */
  readonly onNeed?: (bytes: number) => Promise<void>
}

/** The line to a worker: questions, each with the answer that comes back under its number. */
export class EngineLine<Input> {
  readonly #worker: EngineWorker<Input>
  readonly #pending = new Map<number, Pending>()
  #lost: Error | undefined

  /** @param onEnd called once, when the worker has ended */
  constructor(
    worker: EngineWorker<Input>,
    readonly onEnd: () => void,
  ) {
    this.#worker = worker
    worker.listen(
      message => this.#take(message),
      error => this.#lose(error),
    )
  }

  /** Whether the worker has ended. */
  get isLost(): boolean {
    return this.#lost !== undefined
  }

  /** Asks, and resolves with the answer. Rejects with what went wrong, or with the signal's reason where that came first. */
  ask(
    question: Question<Input>,
    { signal, onEvent = () => {}, onNeed = async () => {} }: Asking = {},
  ): Promise<unknown> {
    const { id } = question
    const stop = () => this.tell({ kind: 'abort', run: id })
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(this.#lost)
      if (signal?.aborted) return reject(signal.reason)
      this.#pending.set(id, { signal, onEvent, onNeed, resolve, reject })
      signal?.addEventListener('abort', stop, { once: true })
      this.#worker.post(question)
    }).finally(() => signal?.removeEventListener('abort', stop))
  }

  /** Says what has no answer. */
  tell(message: Exclude<ToEngine<Input>, Question<Input>>): void {
    if (!this.isLost) this.#worker.post(message)
  }

  /** Ends the worker. What it has been asked and has not answered by then is rejected. */
  async end(): Promise<void> {
    await this.#worker.end()
    this.#lose(new NstOnnxError('engine-ended', {}))
  }

  #lose(error: Error): void {
    if (!this.#lost) this.onEnd()
    this.#lost ??= error
    for (const { reject } of this.#pending.values()) reject(this.#lost)
    this.#pending.clear()
  }

  #take(message: FromEngine): void {
    const pending = this.#pending.get(message.id)
    if (message.kind === 'event') {
      pending?.onEvent(message.event)
      return
    }
    if (message.kind === 'need') {
      // Where it is given up, the worker has been told so.
      const granted = () => this.tell({ kind: 'granted', run: message.id })
      pending?.onNeed(message.bytes).then(granted, () => {})
      return
    }
    this.#pending.delete(message.id)
    if (message.kind === 'answer') pending?.resolve(message.value)
    else pending?.reject(arrivedError(message.error, pending.signal?.reason))
  }
}
