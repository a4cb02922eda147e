import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { EngineSettings } from '../engine/messages.js'
import { weightsName } from '../requests/inputs.js'
import { requireFewBytes, requireFewPixels } from '../requests/limits.js'
import { advised } from '../runtime/advised.js'
import { openSessions, type Runtime } from '../runtime/openSessions.js'
import type { Platform } from '../stylize/platform.js'
import { countBytes } from '../weights/pullShards.js'
import { chooseDevice } from './devices/chooseDevice.js'
import { fasterConvolutions } from './devices/fasterConvolutions.js'
import { findNativeRuntime, RUNTIME_VERSION } from './engine/nativeRuntime.js'
import { NODE_ADVICE } from './engine/nodeSessionHost.js'
import { exportedGraph } from './exportedGraph.js'
import { readCheckpointFile } from './files/checkpointFile.js'
import { FetchedPictures } from './network/fetchedPictures.js'
import { encodePicture } from './pictures/encodePicture.js'
import { openPictureFile } from './pictures/openPictureFile.js'
import { type CarriedInput, openInput } from './pictures/pictureInput.js'
import { cappedThreads } from './processors.js'
import { loadNetworkWeights } from './weights/loadNetworkWeights.js'
import { networkSha256 } from './weights/networkSha256.js'

/** What Node does its own way, in a thread that has ONNX Runtime. */
export const nodePlatform = (runtime: Runtime, { limits = {} }: Pick<EngineSettings, 'limits'> = {}) => {
  const fetched = new FetchedPictures()
  return {
    runtime: `onnxruntime-node ${findNativeRuntime()?.version ?? RUNTIME_VERSION}`,
    startSessionHost: async ({ device, threads, weights }) =>
      advised(await openSessions(runtime, { device, threads: cappedThreads(threads), weights }), NODE_ADVICE),

    chooseDevice,

    fasterConvolutions: threads => fasterConvolutions(runtime, cappedThreads(threads)),

    async openPicture(input, signal) {
      const { name, bytes } = await openInput(input, fetched, signal)
      requireFewBytes(name, bytes, limits)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const file = await openPictureFile(bytes, name)
      requireFewPixels(name, file, limits)
      return { name, sha256, ...file }
    },

    async loadWeights({ from, layers, signal, onProgress }) {
      return loadNetworkWeights({
        // Resolved, a path is no word that means another thing.
        weights: typeof from === 'string' ? from : resolve(weightsName(from)),
        layers,
        ...(signal && { signal }),
        onProgress: countBytes(onProgress),
      })
    },

    readCheckpointFile,
    hashOf: async network => networkSha256(network),
    encodePicture,

    exportedGraph,
  } satisfies Platform<CarriedInput>
}
