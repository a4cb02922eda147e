import { type LossSpecification, tapsOf } from '../graphs/specification.js'
import { layersUpTo } from '../graphs/taps.js'
import type { WeightsSource } from '../requests/inputs.js'
import type { Stage } from '../requests/stages.js'
import type { WeightsRequest } from './platform.js'
import type { Resources } from './resources.js'
import { type LossManner, loadLoss } from './stageLoss.js'

/** What is known of a run before its pictures are decoded. */
export interface KnownRun extends Omit<LossManner, 'network'> {
  readonly weights: WeightsSource
  /** The terms of all stages: the network is read as deep as one of them needs it. */
  readonly specification: LossSpecification
  readonly stages: readonly Stage[]
}

/**
 * Gets VGG-19 for a run and loads the loss of its first stage, which the resources keep, beside the decoding of its pictures. What goes
 * wrong is told to whoever asks for them.
 */
export async function loadAhead<Input>(
  resources: Resources<Input>,
  { weights, specification, stages, ...known }: KnownRun,
  manner: Pick<WeightsRequest, 'signal' | 'onProgress'>,
): Promise<void> {
  const stage = stages.find(({ iterations }) => iterations > 0)
  if (weights === 'fitted' || !stage) return
  try {
    const layers = layersUpTo(tapsOf(specification)).map(({ name }) => name)
    const network = await resources.vgg19({ from: weights, layers, ...manner })
    await loadLoss(resources, { ...known, network }, stage)
  } catch {}
}
