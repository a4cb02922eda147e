import { createEngine, type Engine } from '../../engine/engine.js'
import { type EngineOptions, engineSettings } from '../../engine/engineOptions.js'
import type { FromEngine, ToEngine } from '../../engine/messages.js'
import { PROCESS_BYTES } from '../../memory/memoryNeed.js'
import { checkRequest } from '../../requests/checkRequest.js'
import type { RequestRules } from '../../requests/requestRules.js'
import type { EngineManner } from '../../stylize/platform.js'
import { nodeDoor } from '../nodeDoor.js'
import { encodePicture } from '../pictures/encodePicture.js'
import type { CarriedInput, PictureInput } from '../pictures/pictureInput.js'
import { usableMemory } from '../usableMemory.js'
import { startThread } from './startThread.js'

/** What all runs of an engine under Node have in common. */
export interface NodeEngineOptions extends EngineOptions, RequestRules {}

/**
 * An engine whose worker is a thread of this process. It is started for the first call.
 *
 * @param manner what is known of its runs ahead
 */
export function startNodeEngine(options: NodeEngineOptions = {}, manner: EngineManner = {}): Engine<PictureInput> {
  const door = nodeDoor(options)
  return createEngine<PictureInput, CarriedInput>(
    {
      encodePicture,
      usableMemory: heldBytes => usableMemory(PROCESS_BYTES + heldBytes),
      settings: async () => ({ ...engineSettings(options), ...manner }),
      startWorker() {
        const thread = startThread<ToEngine<CarriedInput>, FromEngine>()
        return { ...thread, end: () => thread.end({ kind: 'close' }) }
      },
      check: request => checkRequest(request, door),
    },
    options,
  )
}
