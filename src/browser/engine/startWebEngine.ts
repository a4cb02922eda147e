/// <reference lib="dom" />
import { createEngine, type Engine } from '../../engine/engine.js'
import { type EngineOptions, engineSettings } from '../../engine/engineOptions.js'
import { checkRequest } from '../../requests/checkRequest.js'
import type { EngineManner } from '../../stylize/platform.js'
import { chooseDevice } from '../chooseDevice.js'
import { weightsUrl } from '../configure.js'
import { encodePicture } from '../encodePicture.js'
import { pageDoor } from '../pageDoor.js'
import type { CarriedInput, PictureInput } from '../pictureInput.js'
import { startWebWorker } from './startWebWorker.js'

/** What WebAssembly can address. */
const WASM_BYTES = 4e9

/**
 * An engine whose worker is a web worker. It is started for the first call.
 *
 * @param manner what is known of its runs ahead
 */
export function startWebEngine(options: EngineOptions = {}, manner: EngineManner = {}): Engine<PictureInput> {
  const door = pageDoor(options.limits)
  return createEngine<PictureInput, CarriedInput>(
    {
      encodePicture,
      async settings() {
        const settings = engineSettings(options)
        const chosen = await chooseDevice(settings.device, settings.threads)
        return { ...settings, ...manner, chosen, weightsUrl: weightsUrl() }
      },
      usableMemory: () => WASM_BYTES,
      startWorker: ({ chosen }) => startWebWorker(chosen?.device ?? 'wasm'),
      check: request => checkRequest(request, door),
    },
    options,
  )
}
