import { createEngine, type Engine, type EnginePlatform } from '../../dist/engine/engine.js'
import type { EngineOptions } from '../../dist/engine/engineOptions.js'
import type { FromEngine } from '../../dist/engine/messages.js'
import { serveEngine } from '../../dist/engine/serveEngine.js'
import { nodeRuntime } from '../../dist/node/engine/nodeRuntime.js'
import { nodeDoor } from '../../dist/node/nodeDoor.js'
import { nodePlatform } from '../../dist/node/nodePlatform.js'
import type { CarriedInput, PictureInput } from '../../dist/node/pictures/pictureInput.js'
import { checkRequest } from '../../dist/requests/checkRequest.js'
import type { Platform } from '../../dist/stylize/platform.js'

/** Node's own platform, in the test's thread. */
export const PLATFORM = nodePlatform(nodeRuntime)

/** An engine in the test's own thread, on a platform of the test's. Its messages are copied as they are between threads. */
export function engineInThread(
  platform: Platform<CarriedInput>,
  options?: Pick<EngineOptions, 'memory'>,
): Engine<PictureInput> {
  const own: EnginePlatform<CarriedInput> = {
    settings: async () => ({ device: 'auto' }),
    encodePicture: platform.encodePicture,
    check: request => checkRequest(request, nodeDoor({ urls: true })),
    startWorker() {
      let tell = (_message: FromEngine) => {}
      let closed = () => {}
      const ended = new Promise<void>(resolve => {
        closed = resolve
      })
      const take = serveEngine(() => platform, {
        post(message, transfer) {
          const arrived = structuredClone(message, { transfer })
          queueMicrotask(() => tell(arrived))
        },
        close: closed,
      })
      return {
        post: message => take(structuredClone(message)),
        listen(onMessage) {
          tell = onMessage
        },
        async end() {
          take({ kind: 'close' })
          await ended
        },
      }
    },
  }
  return createEngine<PictureInput, CarriedInput>(own, options)
}
