import type { Vgg19Convolution, Vgg19Layer } from '../graphs/vgg19.js'
import { negate, scale } from '../kernels/vectors.js'
import { gaussianSource, integerSource, uniformSource } from '../random.js'
import type { Planes } from '../runtime/lossFunction.js'
import type { SessionHost } from '../runtime/sessionHost.js'
import type { LayerWeights, NetworkTensors } from '../weights/layerWeights.js'
import { averagePooled, type FeatureMap, type Matrix, patches, standardizedRectified } from './featureMap.js'
import { type Numerics, openNumerics } from './numerics.js'
import { randomRotation, rowsOf } from './orthonormal.js'
import { principalDirections } from './principalDirections.js'

/** Patches that a layer's filters are fitted to, over all pictures together. */
const SAMPLES = 1000

/** A picture of no more colours, in 8 bits, is flat or a pattern. */
const FEW_COLOURS = 32
const NOISE_SIDE = 64

/** How fitting is told and given up. */
export interface FittingManner {
  readonly signal?: AbortSignal | undefined
  /** Called before the first layer, and after each. */
  readonly onProgress?: ((fittedLayers: number, totalLayers: number) => void) | undefined
}

/**
 * Filters in VGG-19's shape fitted to the pictures at hand, for when no trained network is to be had. Layer by layer: principal
 * directions of random 3×3 patches of the layer's input (as PCANet, Chan et al. 2015), half whitened by λ^(−1/4), rotated at
 * random, each with its negative, and every filter's response brought to mean 0 and variance 1 over the pictures; then ReLU
 * and, between blocks, average pooling. Half whitening matters: without it the filters see nothing but the coarsest
 * gradients, with all of it nothing but noise. The rotation makes features of mixed directions, which untrained networks need for
 * texture (Ustyuzhaninov et al. 2017). A flat picture or a pattern has too few patches to learn directions from, and
 * filters would answer to all else with magnified rounding: noise is fitted beside it.
 *
 * @param given planes [3, H, W] with values in [0, 1]
 * @param layers the first layers of VGG-19, in order
 * @returns weights to be used with average pooling. The same pictures and seed give the same weights. Rejects with the signal's
 *   reason, between two layers, where that comes first
 */
export async function fitFeatures(
  host: SessionHost,
  given: readonly Planes[],
  layers: readonly Vgg19Convolution[],
  seed: number,
  { signal, onProgress }: FittingManner = {},
): Promise<NetworkTensors> {
  const pictures = given.some(hasFewColours) ? [...given, noise(seed)] : given
  const numerics = await openNumerics(host)
  const gaussian = gaussianSource(seed)
  const mean = channelMeans(pictures)
  let inputs: FeatureMap[] = pictures.map(({ pixels, height, width }) => ({
    channels: 3,
    height,
    width,
    values: pixels.map((value, index) => value - (mean[Math.floor(index / (height * width))] ?? 0)),
  }))
  const fitted = new Map<Vgg19Layer, LayerWeights>()
  for (const [position, layer] of layers.entries()) {
    signal?.throwIfAborted()
    onProgress?.(position, layers.length)
    if (layer.block !== layers[position - 1]?.block && position > 0) inputs = inputs.map(averagePooled)
    const half = layer.outChannels / 2
    const taken = patches(inputs, Math.floor(SAMPLES / inputs.length), integerSource(seed + position))
    const kernels = await randomFilters(numerics, taken, half, gaussian)
    const responses = await Promise.all(inputs.map(input => numerics.convolve(input, kernels, half)))
    const { factors, shifts, maps } = standardizedRectified(responses)
    fitted.set(layer.name, withNegatives(kernels, factors, shifts))
    inputs = maps
  }
  onProgress?.(layers.length, layers.length)
  await numerics.release()
  return { scale: Float32Array.of(1, 1, 1), offset: Float32Array.from(mean, value => -value), layers: fitted }
}

function hasFewColours({ pixels, height, width }: Planes): boolean {
  const size = height * width
  const colours = new Set<string>()
  for (let i = 0; i < size && colours.size <= FEW_COLOURS; i++)
    colours.add([0, 1, 2].map(plane => Math.round(255 * (pixels[plane * size + i] ?? 0))).join())
  return colours.size <= FEW_COLOURS
}

function noise(seed: number): Planes {
  const uniform = uniformSource(seed)
  return { width: NOISE_SIDE, height: NOISE_SIDE, pixels: Float32Array.from({ length: 3 * NOISE_SIDE ** 2 }, uniform) }
}

/** Kernels, one a row: random rotations of half-whitened directions. */
async function randomFilters(numerics: Numerics, samples: Matrix, count: number, gaussian: () => number) {
  const { vectors, variances } = await principalDirections(numerics, samples, count, gaussian)
  const largest = Math.max(...variances)
  // Pictures of one colour have no variance at all.
  for (const [row, vector] of rowsOf(vectors).entries())
    scale(vector, Math.max(variances[row] ?? 0, 1e-6 * largest, 1e-12) ** -0.25)
  const { values } = await numerics.mix(randomRotation(vectors.rows, count, gaussian), vectors)
  return values
}

/** Standardised filters followed by their negatives: kernel [2·half, in, 3, 3], bias [2·half]. */
function withNegatives(kernels: Float32Array, factors: readonly number[], shifts: readonly number[]): LayerWeights {
  const columns = kernels.length / factors.length
  const kernel = new Float32Array(2 * kernels.length)
  kernel.set(kernels)
  for (const [filter, factor] of factors.entries())
    scale(kernel.subarray(filter * columns, (filter + 1) * columns), factor)
  const negatives = kernel.subarray(kernels.length)
  negate(negatives, kernel.subarray(0, kernels.length))
  return { kernel, bias: Float32Array.from([...shifts, ...shifts.map(value => -value)]) }
}

function channelMeans(pictures: readonly Planes[]): number[] {
  return [0, 1, 2].map(channel => {
    let sum = 0
    let count = 0
    for (const { pixels, height, width } of pictures) {
      for (const value of pixels.subarray(channel * height * width, (channel + 1) * height * width)) sum += value
      count += height * width
    }
    return sum / count
  })
}
