import { NstOnnxError } from '../errors.js'
import type { ChosenDevice } from '../runtime/devices.js'
import type { Platform } from '../stylize/platform.js'
import type { EngineSettings } from './messages.js'

/**
 * How a run in an engine comes to its device: it is the engine's, chosen once. Rejects with an NstOnnxError `usage` where the run
 * asks for another one, or for more threads than the engine was given.
 */
export function deviceOfEngine(
  choose: Platform<unknown>['chooseDevice'],
  { device, threads, chosen }: EngineSettings,
): Platform<unknown>['chooseDevice'] {
  let known: Promise<ChosenDevice> | undefined
  return async (asked, wanted) => {
    known ??= chosen ? Promise.resolve(chosen) : choose(device, threads)
    const own = await known.catch(error => {
      known = undefined
      throw error
    })
    if (asked !== 'auto' && asked !== own.device)
      throw new NstOnnxError('engine-device', { option: 'device', value: asked, device: own.device })
    if (wanted === undefined) return own
    if (threads !== undefined && wanted > threads)
      throw new NstOnnxError('engine-threads', { option: 'threads', value: wanted, limit: threads })
    return { ...own, threads: Math.min(wanted, own.threads) }
  }
}
