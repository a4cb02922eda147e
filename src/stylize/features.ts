import type { ErrorJson } from '../errors.js'
import { type FittingManner, fitFeatures } from '../fitting/fitFeatures.js'
import { type LossSpecification, tapsOf, termWeights } from '../graphs/specification.js'
import { layersUpTo } from '../graphs/taps.js'
import { type LossTerm, readsTap, type TapTerm, type TermName, targetName, termName } from '../graphs/terms/lossTerm.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import type { Vgg19Convolution } from '../graphs/vgg19.js'
import { fitLongSide } from '../images/fitPicture.js'
import { resizePicture } from '../images/resizePicture.js'
import { presetFor } from '../options/presets.js'
import type { LossFunction } from '../runtime/lossFunction.js'
import type { SessionHostOptions, Tensors } from '../runtime/sessionHost.js'
import { isWithoutWeights } from '../weights/isWithoutWeights.js'
import type { NetworkWeights } from '../weights/layerWeights.js'
import { strengthOf } from './chosenTerms.js'
import type { WeightsSource } from './inputs.js'
import type { Platform, WeightsRequest } from './platform.js'
import type { Resources, ScaledPicture } from './resources.js'
import type { Settings } from './settings.js'

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
const FITTING_SIDE = 192

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
 * @param loss with its targets set
 * @param targets of the terms that are divided by their value, as bound to the loss
 * @param unstyled planes [3, H, W] of the content picture at the run's size; where there is none, of the start image
 */
export async function calibratedWeights(
  loss: LossFunction,
  { specification, preset }: Pick<Settings, 'specification' | 'preset'>,
  network: NetworkWeights,
  targets: Tensors,
  unstyled: Float32Array,
): Promise<Record<TermName, number>> {
  if (network.source === 'vgg19') return termWeights(specification)
  const { terms } = specification
  const own = presetFor(preset, { isFitted: true })
  await loss.setTermWeights(termWeights({ ...specification, terms: terms.map(term => ({ ...term, weight: 1 })) }))
  const { terms: values } = await loss.lossAndGradient(unstyled)
  const unitOf = (term: LossTerm) => {
    if (!readsTap(term)) return TERM_KINDS[term.kind].fittedWeight
    const { fittedWeight } = TERM_KINDS[term.kind]
    if (typeof fittedWeight === 'number') return fittedWeight
    return 1 / Math.max(values[termName(term)] ?? 0, LEAST_DIFFERENCE * energyOf(term, targets), 1e-30)
  }
  const weighted = terms.map(term => ({ ...term, weight: strengthOf(term, own) * unitOf(term) }))
  return termWeights({ ...specification, terms: weighted })
}

/** The mean square of a term's targets, summed over them: its value at features of zero. */
function energyOf(term: TapTerm, targets: Tensors): number {
  return TERM_KINDS[term.kind].targets.reduce((sum, name) => {
    const data = targets[targetName(name, term)]?.data ?? Float32Array.of(0)
    return sum + data.reduce((squares, value) => squares + value * value, 0) / data.length
  }, 0)
}
