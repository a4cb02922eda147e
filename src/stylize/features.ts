import { fitFeatures } from '../fitting/fitFeatures.js'
import type { TermName } from '../graphs/specification.js'
import { layersUpTo } from '../graphs/taps.js'
import { fitLongSide } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { resizePicture } from '../images/resizePicture.js'
import type { Device } from '../runtime/devices.js'
import type { LossFunction } from '../runtime/lossFunction.js'
import type { NetworkWeights } from '../weights/layerWeights.js'
import { WeightsError } from '../weights/weightsError.js'
import type { Platform, WeightsRequest } from './platform.js'
import type { Settings } from './settings.js'

/** A network for the losses, and why it is not VGG-19 where it was meant to be. */
export interface ChosenFeatures {
  readonly network: NetworkWeights
  readonly fallback?: string
}

/** Filters are fitted at this size at most: they see 3×3 patches, and local statistics hardly change with scale. */
const FITTING_SIDE = 256

/**
 * VGG-19 if it can be had, or else filters fitted to the two pictures; `--weights fitted` asks for these, and `--weights
 * vgg19` or a file forbids them. A file that is wrong, or a download that was tampered with, is an error in every case.
 */
export async function chooseFeatures<Input>(
  platform: Platform<Input>,
  settings: Settings,
  pictures: readonly Picture[],
  device: Device,
  request: Pick<WeightsRequest, 'signal' | 'onProgress'>,
): Promise<ChosenFeatures> {
  const { style, content } = settings.specification
  const layers = layersUpTo([...style, ...content])
  const fitted = async (): Promise<NetworkWeights> => {
    const host = await platform.startSessionHost({
      device,
      weights: new Map(),
      threads: settings.threads ?? platform.threads,
    })
    try {
      const small = pictures.map(picture => {
        const { width, height } = fitLongSide(picture.width, picture.height, FITTING_SIDE)
        return width < picture.width ? resizePicture(picture, width, height) : picture
      })
      const network = await fitFeatures(host, small, layers, settings.seed)
      return { ...network, source: 'fitted', origin: 'the two pictures', sha256: await platform.hashOf(network) }
    } finally {
      await host.release()
    }
  }
  if (settings.weightsFrom === 'fitted') return { network: await fitted() }
  try {
    const names = layers.map(({ name }) => name)
    return { network: await platform.loadWeights({ from: settings.weightsFrom, layers: names, ...request }) }
  } catch (error) {
    const mayFallBack = error instanceof WeightsError && ['unavailable', 'unreachable'].includes(error.reason)
    if (settings.weightsFrom !== 'auto' || !mayFallBack) throw error
    return { network: await fitted(), fallback: error.message }
  }
}

/** Content weight where features are fitted and have variance 1: found by eye to balance style terms that start at 1. */
const FITTED_CONTENT_WEIGHT = 0.02

/**
 * The weight of each term. Fitted features have no absolute scale, so each style term is divided by its value at the content
 * picture, and a weight given by the user counts as a multiple of the preset's.
 *
 * @param loss with its targets set
 * @param content planes [3, H, W] of the content picture at the run's size
 */
export async function termWeights(
  loss: LossFunction,
  settings: Settings,
  network: NetworkWeights,
  content: Float32Array,
): Promise<Record<TermName, number>> {
  if (network.source === 'vgg19') return settings.weights
  const each = (value: (term: TermName) => number) =>
    Object.fromEntries(loss.terms.map(term => [term, value(term)])) as Record<TermName, number>
  await loss.setWeights(each(() => 1))
  const { terms } = await loss.lossAndGradient(content)
  return each(term => {
    const unit = term.startsWith('style') ? 1 / Math.max(terms[term], 1e-12) : FITTED_CONTENT_WEIGHT
    return settings.strengths[term] * unit
  })
}
