import type { ErrorJson } from '../errors.js'
import { type FittingManner, fitFeatures } from '../fitting/fitFeatures.js'
import { type LossSpecification, tapsOf, termWeights } from '../graphs/specification.js'
import { layersUpTo } from '../graphs/taps.js'
import { type LossTerm, readsTap, type TapTerm, type TermName, targetName } from '../graphs/terms/lossTerm.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import type { Vgg19Convolution } from '../graphs/vgg19.js'
import { fitLongSide } from '../images/fitPicture.js'
import { resizePicture } from '../images/resizePicture.js'
import { presetFor } from '../options/presets.js'
import { strengthOf } from '../requests/chosenTerms.js'
import type { WeightsSource } from '../requests/inputs.js'
import type { Settings } from '../requests/settings.js'
import type { SessionHostOptions, Tensors } from '../runtime/sessionHost.js'
import { isWithoutWeights } from '../weights/isWithoutWeights.js'
import type { NetworkWeights } from '../weights/layerWeights.js'
import type { Platform, WeightsRequest } from './platform.js'
import type { Resources } from './resources.js'
import type { ScaledPicture } from './runPictures.js'

/** A network for the losses, and why it is not VGG-19 where it was meant to be. */
export interface ChosenFeatures {
  readonly network: NetworkWeights
  readonly fallback?: ErrorJson
}

/** What features are for: the loss of a run with either kind, and the seed of its noise. */
export interface FeaturesQuestion extends Pick<Settings, 'seed'> {
  readonly vgg19: LossSpecification
  readonly fitted: LossSpecification
}

/** How getting features is told and given up. */
export interface FeaturesManner {
  readonly signal: AbortSignal | undefined
  readonly onDownload: WeightsRequest['onProgress']
  readonly onFitting: (fittedLayers: number, totalLayers: number) => void
}

/** Filters are fitted at this size at most: they see 3×3 patches, and local statistics hardly change with scale. */
const FITTING_SIDE = 160

/**
 * VGG-19 if it can be had, or else filters fitted to the run's pictures; `--weights fitted` asks for these, and `--weights
 * vgg19` or a file forbids them. A file that is wrong, or a download that was tampered with, is an error in every case.
 */
export async function chooseFeatures<Input>(
  resources: Resources<Input>,
  { vgg19, fitted: shallow, seed }: FeaturesQuestion,
  weights: WeightsSource,
  pictures: readonly ScaledPicture[],
  use: FittingHost,
  { signal, onDownload, onFitting }: FeaturesManner,
): Promise<ChosenFeatures> {
  const fitted = () => {
    const layers = layersUpTo(tapsOf(shallow))
    const depends = [
      seed,
      layers.length,
      pictures.map(({ sha256, recoloured, picture }) => [sha256, recoloured, picture.width]),
    ]
    return resources.fitted(JSON.stringify(depends), () =>
      fitFilters(resources.platform, seed, layers, pictures, use, { signal, onProgress: onFitting }),
    )
  }
  if (weights === 'fitted') return { network: await fitted() }
  try {
    const names = layersUpTo(tapsOf(vgg19)).map(({ name }) => name)
    return { network: await resources.vgg19({ from: weights, layers: names, signal, onProgress: onDownload }) }
  } catch (error) {
    if (weights !== 'auto' || !isWithoutWeights(error)) throw error
    return { network: await fitted(), fallback: error.toJSON() }
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
  manner: FittingManner,
): Promise<NetworkWeights> {
  const host = await platform.startSessionHost({ ...use, weights: new Map() })
  try {
    const small = pictures.map(({ picture }) => {
      const { width, height } = fitLongSide(picture.width, picture.height, FITTING_SIDE)
      return width < picture.width ? resizePicture(picture, width, height) : picture
    })
    const network = await fitFeatures(host, small, layers, seed, manner)
    const origin = ['the picture', 'the two pictures'][pictures.length - 1] ?? 'the pictures'
    return { ...network, source: 'fitted', origin, sha256: await platform.hashOf(network) }
  } finally {
    await host.release()
  }
}

/** Share of the square of its targets below which a term's value is rounding. */
const LEAST_DIFFERENCE = 1e-4

/**
 * The weight of each term. Fitted features have no absolute scale, so a weight given by the user counts as a multiple of the
 * preset's, and the preset's is what its kind says; of style, one over its value at the content picture. Where the content is
 * painted like the style already, that value is nothing to divide by, and a share of the targets' own energy stands for it.
 *
 * @param targets of the terms that are divided by their value
 * @param own what the same terms read off the content picture
 */
export function calibratedWeights(
  { specification, preset }: Pick<Settings, 'specification' | 'preset'>,
  targets: Tensors,
  own: Tensors,
): Record<TermName, number> {
  const preferred = presetFor(preset, { isFitted: true })
  const unitOf = (term: LossTerm) => {
    const { fittedWeight } = TERM_KINDS[term.kind]
    if (typeof fittedWeight === 'number' || !readsTap(term)) return Number(fittedWeight)
    return 1 / Math.max(distanceOf(term, targets, own), LEAST_DIFFERENCE * distanceOf(term, targets), 1e-30)
  }
  const terms = specification.terms.map(term => ({ ...term, weight: strengthOf(term, preferred) * unitOf(term) }))
  return termWeights({ ...specification, terms })
}

/** The mean square of what a term's targets are off what it reads, or off 0; summed over its targets. */
function distanceOf(term: TapTerm, targets: Tensors, own: Tensors = {}): number {
  const names = TERM_KINDS[term.kind].targets.map(name => targetName(name, term))
  return names.reduce((sum, name) => sum + meanSquare(targets[name]?.data, own[name]?.data), 0)
}

function meanSquare(a: Float32Array = Float32Array.of(0), b?: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += ((a[at] ?? 0) - (b?.[at] ?? 0)) ** 2
  return sum / a.length
}
