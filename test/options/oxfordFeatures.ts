import type { Picture } from '../../src/images/picture.js'
import { openSafetensors } from '../../src/node/weights/openSafetensors.js'
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
function convolved(map: FeatureMap, kernel: ArrayLike<number>, bias: ArrayLike<number>): FeatureMap {
  const { channels, width, height } = map
  const row = width + 2
  const around = padded(map)
  const values = new Float64Array(bias.length * width * height)
  for (let out = 0, to = 0; out < bias.length; out++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++, to++) {
        let sum = Number(bias[out])
        let k = out * channels * 9
        for (let plane = 0; plane < channels; plane++) {
          let from = (plane * (height + 2) + y) * row + x
          for (let dy = 0; dy < 3; dy++, k += 3, from += row)
            sum +=
              (kernel[k] as number) * (around[from] as number) +
              (kernel[k + 1] as number) * (around[from + 1] as number) +
              (kernel[k + 2] as number) * (around[from + 2] as number)
        }
        values[to] = sum
      }
  return { channels: bias.length, width, height, values }
}

/** Planes with one row or column of zeros on each side. */
function padded({ channels, width, height, values }: FeatureMap): Float64Array {
  const result = new Float64Array(channels * (height + 2) * (width + 2))
  for (let plane = 0; plane < channels; plane++)
    for (let y = 0; y < height; y++) {
      const from = (plane * height + y) * width
      result.set(values.subarray(from, from + width), (plane * (height + 2) + y + 1) * (width + 2) + 1)
    }
  return result
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
