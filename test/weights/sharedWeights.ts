import { fileURLToPath } from 'node:url'
import { VGG19_LAYERS, type Vgg19Layer } from '../../src/graphs/vgg19.js'
import { openSafetensors } from '../../src/node/weights/openSafetensors.js'
import { RecentlyUsed } from '../../src/stylize/recentlyUsed.js'

export const SHARED_FOLDER = fileURLToPath(new URL('../../../shared/', import.meta.url))
export const SHARED_WEIGHTS = `${SHARED_FOLDER}weights/vgg19.safetensors`

/** A layer's bytes as the download has them, made from the shared file: kernel HWIO with BGR input, then the bias. */
export function downloadBytes(layer: Vgg19Layer): Promise<Uint8Array> {
  return downloads.get(layer, () => madeOf(layer))
}

const downloads = new RecentlyUsed<Uint8Array>(Number.POSITIVE_INFINITY)

function madeOf(layer: Vgg19Layer): Promise<Uint8Array> {
  return openSafetensors(SHARED_WEIGHTS, async file => {
    const kernel = (await file.tensor(`${layer}.weight`)).data
    const bias = (await file.tensor(`${layer}.bias`)).data
    const { inChannels = 0, outChannels = 0 } = VGG19_LAYERS.find(({ name }) => name === layer) ?? {}
    const stored: number[] = []
    for (let y = 0; y < 3; y++)
      for (let x = 0; x < 3; x++)
        for (let i = 0; i < inChannels; i++)
          for (let o = 0; o < outChannels; o++) {
            const input = inChannels === 3 ? 2 - i : i
            stored.push(kernel[((o * inChannels + input) * 3 + y) * 3 + x] ?? Number.NaN)
          }
    return new Uint8Array(Float32Array.from([...stored, ...bias]).buffer)
  })
}
