import { fitFeatures } from '../fitting/fitFeatures.js'
import type { TermName } from '../graphs/specification.js'
import { layersUpTo } from '../graphs/taps.js'
import type { Vgg19Convolution } from '../graphs/vgg19.js'
import { fitLongSide } from '../images/fitPicture.js'
import { resizePicture } from '../images/resizePicture.js'
import type { LossFunction } from '../runtime/lossFunction.js'
import type { SessionHostOptions } from '../runtime/sessionHost.js'
import type { NetworkWeights } from '../weights/layerWeights.js'
import { WeightsError } from '../weights/weightsError.js'
import type { Platform, WeightsRequest } from './platform.js'
import type { Resources, ScaledPicture } from './resources.js'
import type { Settings } from './settings.js'

/** A network for the losses, and why it is not VGG-19 where it was meant to be. */
export interface ChosenFeatures {
  readonly network: NetworkWeights
  readonly fallback?: string
}

/** Filters are fitted at this size at most: they see 3×3 patches, and local statistics hardly change with scale. */
const FITTING_SIDE = 256

/**
 * VGG-19 if it can be had, or else filters fitted to the run's pictures; `--weights fitted` asks for these, and `--weights
 * vgg19` or a file forbids them. A file that is wrong, or a download that was tampered with, is an error in every case.
 */
export async function chooseFeatures<Input>(
  resources: Resources<Input>,
  settings: Settings,
  pictures: readonly ScaledPicture[],
  use: FittingHost,
  request: Pick<WeightsRequest, 'signal' | 'onProgress'>,
): Promise<ChosenFeatures> {
  const { style, content } = settings.specification
  const layers = layersUpTo([...style, ...content])
  const fitted = () => {
    const depends = [settings.seed, layers.length, pictures.map(({ sha256, picture }) => [sha256, picture.width])]
    return resources.fitted(JSON.stringify(depends), () =>
      fitFilters(resources.platform, settings.seed, layers, pictures, use),
    )
  }
  if (settings.weightsFrom === 'fitted') return { network: await fitted() }
  try {
    const names = layers.map(({ name }) => name)
    return { network: await resources.vgg19({ from: settings.weightsFrom, layers: names, ...request }) }
  } catch (error) {
    const mayFallBack = error instanceof WeightsError && ['unavailable', 'unreachable'].includes(error.reason)
    if (settings.weightsFrom !== 'auto' || !mayFallBack) throw error
    return { network: await fitted(), fallback: error.message }
  }
}

/** What fitting runs on. */
type FittingHost = Pick<SessionHostOptions, 'device'> & { readonly threads: number }

async function fitFilters<Input>(
  platform: Platform<Input>,
  seed: number,
  layers: readonly Vgg19Convolution[],
  pictures: readonly ScaledPicture[],
  use: FittingHost,
): Promise<NetworkWeights> {
  const host = await platform.startSessionHost({ ...use, weights: new Map() })
  try {
    const small = pictures.map(({ picture }) => {
      const { width, height } = fitLongSide(picture.width, picture.height, FITTING_SIDE)
      return width < picture.width ? resizePicture(picture, width, height) : picture
    })
    const network = await fitFeatures(host, small, layers, seed)
    const origin = pictures.length === 1 ? 'the picture' : 'the two pictures'
    return { ...network, source: 'fitted', origin, sha256: await platform.hashOf(network) }
  } finally {
    await host.release()
  }
}

/** Content weight where features are fitted and have variance 1: found by eye to balance style terms that start at 1. */
const FITTED_CONTENT_WEIGHT = 0.02

/**
 * The weight of each term. Fitted features have no absolute scale, so each style term is divided by its value at the content
 * picture, and a weight given by the user counts as a multiple of the preset's.
 *
 * @param loss with its targets set
 * @param unstyled planes [3, H, W] of the content picture at the run's size; where there is none, of the start image
 */
export async function termWeights(
  loss: LossFunction,
  settings: Settings,
  network: NetworkWeights,
  unstyled: Float32Array,
): Promise<Record<TermName, number>> {
  if (network.source === 'vgg19') return settings.weights
  const each = (value: (term: TermName) => number) =>
    Object.fromEntries(loss.terms.map(term => [term, value(term)])) as Record<TermName, number>
  await loss.setWeights(each(() => 1))
  const { terms } = await loss.lossAndGradient(unstyled)
  return each(term => {
    const unit = term.startsWith('style') ? 1 / Math.max(terms[term], 1e-12) : FITTED_CONTENT_WEIGHT
    return settings.strengths[term] * unit
  })
}
