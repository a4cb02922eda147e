import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { NstOnnxError } from '../errors.js'
import { findNativeRuntime, RUNTIME_VERSION } from '../runtime/nativeRuntime.js'
import { startNodeSessionHost } from '../runtime/nodeSessionHost.js'
import type { Platform } from '../stylize/platform.js'
import { countBytes } from '../weights/pullShards.js'
import { chooseDevice } from './devices/chooseDevice.js'
import { decodePicture } from './pictures/decodePicture.js'
import { readBytes } from './pictures/readPicture.js'
import { usableMemory } from './usableMemory.js'
import { loadNetworkWeights } from './weights/loadNetworkWeights.js'
import { networkSha256 } from './weights/networkSha256.js'

/** A picture file's path or URL, or the bytes of one. */
export type PictureInput = string | URL | Uint8Array

/** Node: files, the network, and ONNX Runtime in a worker thread. */
export const nodePlatform = {
  // Read from the package's files: its binary is for the worker thread to load.
  get runtime() {
    return `onnxruntime-node ${findNativeRuntime()?.version ?? RUNTIME_VERSION}`
  },
  startSessionHost: startNodeSessionHost,

  chooseDevice,
  usableMemory: () => usableMemory(),

  async openPicture(input) {
    const path = input instanceof URL && input.protocol === 'file:' ? fileURLToPath(input) : input
    if (typeof path !== 'string' && !(path instanceof Uint8Array))
      throw new NstOnnxError('usage', `${path} is no picture; give a path, a file: URL or the bytes of one`)
    const name = typeof path === 'string' ? path : 'picture'
    const bytes = typeof path === 'string' ? await readBytes(path) : path
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { name, sha256, decode: () => decodePicture(bytes, name) }
  },

  loadWeights: ({ from, layers, signal, onProgress }) =>
    loadNetworkWeights({
      weights: from,
      layers,
      ...(signal && { signal }),
      onProgress: countBytes(onProgress),
    }),

  hashOf: async network => networkSha256(network),

  exportedGraph: (): Promise<Uint8Array> => readFile(new URL('../../models/vgg19_losses_grad.onnx', import.meta.url)),
} satisfies Platform<PictureInput>
