import { startWebSessionHost } from '../runtime/webSessionHost.js'
import type { Platform } from '../stylize/platform.js'
import { countBytes } from '../weights/pullShards.js'
import { chooseDevice } from './chooseDevice.js'
import { networkSha256 } from './digest.js'
import { loadNetworkWeights } from './loadNetworkWeights.js'
import { openPicture, type PictureInput } from './pictureInput.js'
import { RUNTIME } from './runtimeVersion.js'

/** The browser: what the page hands over or fetches, and ONNX Runtime in a web worker. */
export const browserPlatform: Platform<PictureInput> = {
  runtime: RUNTIME,
  startSessionHost: startWebSessionHost,
  chooseDevice,
  openPicture,
  loadWeights: ({ from, layers, signal, onProgress }) =>
    loadNetworkWeights({ weights: from, layers, signal, onProgress: countBytes(onProgress) }),
  hashOf: networkSha256,
}
