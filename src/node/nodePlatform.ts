import { createHash } from 'node:crypto'
import { advised } from '../runtime/advised.js'
import { openSessions, type Runtime } from '../runtime/openSessions.js'
import type { Platform } from '../stylize/platform.js'
import { countBytes } from '../weights/pullShards.js'
import { chooseDevice } from './devices/chooseDevice.js'
import { findNativeRuntime, RUNTIME_VERSION } from './engine/nativeRuntime.js'
import { NODE_ADVICE } from './engine/nodeSessionHost.js'
import { exportedGraph } from './exportedGraph.js'
import { decodePicture } from './pictures/decodePicture.js'
import { encodePicture } from './pictures/encodePicture.js'
import { readBytes } from './pictures/readPicture.js'
import { cappedThreads } from './processors.js'
import { usableMemory } from './usableMemory.js'
import { loadNetworkWeights } from './weights/loadNetworkWeights.js'
import { networkSha256 } from './weights/networkSha256.js'

/** A picture file's path or URL, or the bytes of one. */
export type PictureInput = string | URL | Uint8Array

/** What Node does its own way, in a thread that has ONNX Runtime. */
export const nodePlatform = (runtime: Runtime) =>
  ({
    runtime: `onnxruntime-node ${findNativeRuntime()?.version ?? RUNTIME_VERSION}`,
    startSessionHost: async ({ device, threads, weights }) =>
      advised(await openSessions(runtime, { device, threads: cappedThreads(threads), weights }), NODE_ADVICE),

    chooseDevice,
    usableMemory: () => usableMemory(),

    async openPicture(input) {
      const name = typeof input === 'string' ? input : 'picture'
      const bytes = typeof input === 'string' ? await readBytes(input) : input
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { name, sha256, decode: () => decodePicture(bytes, name) }
    },

    loadWeights: ({ from, layers, signal, onProgress }) =>
      loadNetworkWeights({
        weights: from,
        layers,
        ...(signal && signal),
        onProgress: countBytes(onProgress),
      }),

    hashOf: async network => networkSha256(network),
    encodePicture,

    exportedGraph,
  }) satisfies Platform<string | Uint8Array>
