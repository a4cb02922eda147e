import type { Picture } from '../../src/images/picture.js'
import { openSafetensors } from '../../src/weights/openSafetensors.js'
import { SHARED_WEIGHTS } from '../weights/sharedWeights.js'

// VGG-19 as Oxford published it, in plain loops and float64: nothing of this project's graphs, units or preprocessing.

/** Channels in planes. */
export interface FeatureMap {
  readonly channels: number
  readonly width: number
  readonly height: number
  readonly values: Float64Array
}

type Pool = (a: number, b: number, c: number, d: number) => number
export const POOLS = {
  max: Math.max,
  avg: (a: number, b: number, c: number, d: number) => (a + b + c + d) / 4,
} satisfies Record<string, Pool>

/** The red, green and blue that Oxford takes off pixels from 0 to 255. */
const MEAN = [123.68, 116.779, 103.939]
const BLOCKS = [2, 2, 4, 4, 1]

interface Layer {
  readonly name: string
  /** [out, in, 3, 3]. */
  readonly kernel: ArrayLike<number>
  readonly bias: ArrayLike<number>
}

/** The layers up to conv5_1, by block. */
export function oxfordLayers(): Promise<Layer[][]> {
  return openSafetensors(SHARED_WEIGHTS, async file => {
    const values = async (name: string) => Float32Array.from((await file.tensor(name)).data)
    const layer = async (name: string) => ({
      name,
      kernel: await values(`conv${name}.weight`),
      bias: await values(`conv${name}.bias`),
    })
    const names = BLOCKS.map((layers, block) => Array.from({ length: layers }, (_, at) => `${block + 1}_${at + 1}`))
    return Promise.all(names.map(block => Promise.all(block.map(layer))))
  })
}

/** Features after the ReLU of every layer, by tap. */
export function oxfordFeatures(
  blocks: readonly (readonly Layer[])[],
  { width, height, pixels }: Picture,
  pool: Pool,
): ReadonlyMap<string, FeatureMap> {
  const input = Float64Array.from(pixels, (value, at) => 255 * value - (MEAN[Math.floor(at / (width * height))] ?? 0))
  const features = new Map<string, FeatureMap>()
  let map: FeatureMap = { channels: 3, width, height, values: input }
  for (const [block, layers] of blocks.entries()) {
    if (block > 0) map = pooled(map, pool)
    for (const { name, kernel, bias } of layers) {
      map = convolved(map, kernel, bias)
      map = { ...map, values: map.values.map(value => Math.max(0, value)) }
      features.set(`relu${name}`, map)
    }
  }
  return features
}

/** 3×3, zeros around. */
function convolved(
  { channels, width, height, values }: FeatureMap,
  kernel: ArrayLike<number>,
  bias: ArrayLike<number>,
): FeatureMap {
  const size = width * height
  const result = new Float64Array(bias.length * size)
  for (let out = 0; out < bias.length; out++) {
    result.fill(bias[out] ?? Number.NaN, out * size, (out + 1) * size)
    for (let k = 0; k < 9 * channels; k++) {
      const weight = kernel[out * 9 * channels + k] ?? Number.NaN
      const [plane, dy, dx] = [Math.floor(k / 9), Math.floor((k % 9) / 3) - 1, (k % 3) - 1]
      for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
        const from = plane * size + (y + dy) * width + dx
        const to = out * size + y * width
        for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x++)
          result[to + x] = (result[to + x] as number) + weight * (values[from + x] as number)
      }
    }
  }
  return { channels: bias.length, width, height, values: result }
}

function pooled({ channels, width, height, values }: FeatureMap, pool: Pool): FeatureMap {
  const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)]
  const at = (plane: number, y: number, x: number) => values[(plane * height + y) * width + x] ?? Number.NaN
  const value = (plane: number, y: number, x: number) =>
    pool(at(plane, y, x), at(plane, y, x + 1), at(plane, y + 1, x), at(plane, y + 1, x + 1))
  const result = Float64Array.from({ length: channels * w * h }, (_, index) =>
    value(Math.floor(index / (w * h)), 2 * Math.floor((index % (w * h)) / w), 2 * (index % w)),
  )
  return { channels, width: w, height: h, values: result }
}
