import { checkOptions } from '../options/checkOptions.js'
import { OPTIONS, type Options } from '../options/optionsTable.js'
import type { Limits } from '../stylize/limits.js'
import type { EngineSettings } from './messages.js'

/** What all runs of an engine have in common. */
export interface EngineOptions extends Pick<Options, 'device' | 'threads'> {
  /** Seconds without a call after which the worker and its memory are freed; the next call starts it anew. 300 by default. */
  readonly idle?: number | undefined
  /** What runs may ask for at most, for those who serve strangers. */
  readonly limits?: Limits | undefined
}

/** Splits a request that has an engine of its own into that engine's part and the rest. */
export function forEngine<Request extends EngineOptions>(request: Request): [engine: EngineOptions, request: Request] {
  const { device, threads } = request
  return [
    { device, threads },
    { ...request, device: undefined, threads: undefined },
  ]
}

/** Fills in what an engine's options leave out. Throws NstOnnxError `usage`. */
export function engineSettings({ device, threads, limits }: EngineOptions): EngineSettings {
  checkOptions({ device, threads })
  return { device: device ?? OPTIONS.device.default, threads, limits }
}
