import { NstOnnxError } from '../errors.js'
import { checkOptions } from '../options/checkOptions.js'
import { ENGINE_OPTIONS } from '../options/machineOptions.js'
import { OPTIONS, type Options } from '../options/optionsTable.js'
import { isFields } from '../options/shown.js'
import type { Limits } from '../requests/limits.js'
import type { RequestRules } from '../requests/requestRules.js'
import type { EngineSettings } from './messages.js'

/** What all runs of an engine have in common. */
export interface EngineOptions extends Pick<Options, 'device' | 'threads'> {
  /** Seconds without a call after which the worker and its memory are freed; the next call starts it anew. 300 by default. */
  readonly idle?: number | undefined
  /**
   * Bytes that the process may take in all while this engine runs; by default what the machine can give, where that can be known. A run
   * that needs more is refused; one that does not fit beside those of other engines waits.
   */
  readonly memory?: number | undefined
  /** What runs may ask for at most, for those who serve strangers. */
  readonly limits?: Limits | undefined
}

/** What stands in a request that has an engine of its own, and is that engine's. */
const OF_ENGINE: readonly string[] = [...ENGINE_OPTIONS, 'limits', 'files', 'urls']

/** Splits a request that has an engine of its own into that engine's part and the rest. */
export function forEngine<Request>(given: Request): [engine: EngineOptions & RequestRules, request: Request] {
  const entries = Object.entries(isFields(given) ? given : {})
  const isOwn = ([name]: readonly [string, unknown]) => OF_ENGINE.includes(name)
  // What is an engine's may be left out of a request.
  return [
    Object.fromEntries(entries.filter(isOwn)),
    Object.fromEntries(entries.filter(entry => !isOwn(entry))) as Request,
  ]
}

/** Fills in what an engine's options leave out. Throws NstOnnxError `usage`. */
export function engineSettings({ device, threads, memory, limits }: EngineOptions): EngineSettings {
  checkOptions({ device, threads })
  if (memory !== undefined && !(memory > 0))
    throw new NstOnnxError('option-out-of-range', {
      option: 'memory',
      value: memory,
      what: 'a number of bytes',
      least: 1,
      limit: Number.MAX_SAFE_INTEGER,
    })
  return { device: device ?? OPTIONS.device.default, threads, limits }
}
