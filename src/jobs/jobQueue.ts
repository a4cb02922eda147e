import type { Engine } from '../engine/engine.js'
import type { StylizeRun } from '../engine/engineRun.js'
import { NstOnnxError } from '../errors.js'
import type { PaintRequest } from '../requests/request.js'
import { EventQueue } from '../stylize/eventQueue.js'
import type { StylizeEvent } from '../stylize/events.js'
import type { PlannedRun } from '../stylize/plan.js'

/** A run in a queue. */
export interface QueuedRun extends StylizeRun {
  readonly id: string
  /** Ends it: at once where it has not begun, and else at its best picture so far, or before it has one. */
  cancel(): void
}

/**
 * Runs one after another that share what they can: decoded pictures, weights, sessions, loaded loss graphs and targets. One that
 * fails leaves the others as they are. Memory is bounded, so that a queue can serve for days.
 */
export interface JobQueue<Input> extends Omit<Engine<Input>, 'run' | 'check'> {
  /**
   * Adds a run. It begins when those before it have ended, and tells and ends as any run does. Its result rejects with `QueueFull`
   * where too many wait, and with an NstOnnxError `usage` where the id is taken or the queue was closed.
   *
   * @param options.id of its own among the runs that have not ended; a number by default
   * @param options.plan of this very request, so that its pictures are not read again
   */
  add(
    request: PaintRequest<Input>,
    options?: { readonly id?: string | undefined; readonly plan?: PlannedRun | undefined },
  ): QueuedRun
  /** The run of an id that has not ended yet. */
  get(id: string): QueuedRun | undefined
  /** How many runs have been added and have not ended. */
  readonly length: number
}

/** What bounds a queue. */
export interface QueueOptions {
  /** Most runs that may be in it, the one that goes on included. Unbounded by default. */
  readonly bound?: number | undefined
}

/** A queue holds as many runs as it may. */
export class QueueFull extends NstOnnxError {
  constructor(limit: number) {
    super('queue-full', { limit })
  }
}

/** An empty queue on an engine of its own. */
export function createJobQueue<Input>(
  engine: Engine<Input>,
  { bound = Number.POSITIVE_INFINITY }: QueueOptions = {},
): JobQueue<Input> {
  const { run: start, ...others } = engine
  const runs = new Map<string, QueuedRun>()
  let numbered = 0

  /** A request that may wait, or why it may not. */
  const admitted = (request: PaintRequest<Input>, id: string): PaintRequest<Input> | NstOnnxError => {
    if (runs.size >= bound) return new QueueFull(bound)
    if (runs.has(id)) return new NstOnnxError('run-id-taken', { value: id })
    try {
      return engine.check(request)
    } catch (error) {
      if (error instanceof NstOnnxError) return error
      throw error
    }
  }
  return {
    ...others,
    add(given, { id = String(++numbered), plan } = {}) {
      const stop = new AbortController()
      const request = admitted(given, id)
      const isRefused = request instanceof NstOnnxError
      const started = isRefused
        ? refusedRun(request)
        : start({ ...request, signal: either(request.signal, stop.signal) }, plan)
      // Not a spread: its position is read when it is asked for.
      const run: QueuedRun = Object.defineProperties(Object.create(started), {
        id: { value: id },
        cancel: { value: () => stop.abort() },
      })
      if (isRefused) return run
      runs.set(id, run)
      const leave = () => {
        runs.delete(id)
      }
      started.result.then(leave, leave)
      return run
    },
    get: id => runs.get(id),
    get length() {
      return runs.size
    },
  }
}

const either = (signal: AbortSignal | undefined, other: AbortSignal): AbortSignal =>
  signal ? AbortSignal.any([signal, other]) : other

function refusedRun(error: NstOnnxError): StylizeRun {
  const result = Promise.reject(error)
  result.catch(() => {}) // for whoever reads the events only
  const events = new EventQueue<StylizeEvent>()
  events.end(error)
  return {
    result,
    position: 0,
    latest: undefined,
    pause() {},
    resume() {},
    preview: async () => undefined,
    checkpoint: async () => undefined,
    openCheckpoint: async () => undefined,
    [Symbol.asyncIterator]: () => events[Symbol.asyncIterator](),
  }
}
