import { weightsName } from '../requests/inputs.js'
import { type Limits, requireFewPixels } from '../requests/limits.js'
import { advised } from '../runtime/advised.js'
import { openSessions, type Runtime } from '../runtime/openSessions.js'
import type { Platform } from '../stylize/platform.js'
import { countBytes } from '../weights/pullShards.js'
import { chooseDevice } from './chooseDevice.js'
import { networkSha256 } from './digest.js'
import { encodePicture } from './encodePicture.js'
import { WEB_ADVICE, webThreads } from './engine/webDevices.js'
import { loadNetworkWeights } from './loadNetworkWeights.js'
import { openPicture } from './openPicture.js'
import type { CarriedInput } from './pictureInput.js'
import { RUNTIME } from './runtimeVersion.js'

/** What the browser does its own way, in a worker that has ONNX Runtime. */
export function browserPlatform(runtime: Runtime, limits: Limits = {}): Platform<CarriedInput> {
  return {
    runtime: RUNTIME,
    startSessionHost: async ({ device, threads, weights }) =>
      advised(await openSessions(runtime, { device, threads: webThreads(threads), weights }), WEB_ADVICE),
    chooseDevice,
    async openPicture(input) {
      const opened = await openPicture(input, limits)
      requireFewPixels(opened.name, opened, limits)
      return opened
    },
    loadWeights: ({ from, layers, signal, onProgress }) =>
      loadNetworkWeights({
        weights: typeof from === 'string' ? from : weightsName(from),
        layers,
        signal,
        onProgress: countBytes(onProgress),
      }),
    hashOf: networkSha256,
    encodePicture,
  }
}
