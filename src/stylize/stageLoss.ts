import { type LossSpecification, readOff, termWeights } from '../graphs/specification.js'
import type { TermName } from '../graphs/terms/lossTerm.js'
import type { Picture } from '../images/picture.js'
import { lossBytes } from '../memory/memoryNeed.js'
import type { Stage } from '../requests/stages.js'
import type { LossFunction } from '../runtime/lossFunction.js'
import { readTargets } from '../runtime/readTargets.js'
import { calibratedWeights } from './features.js'
import type { Plan } from './plan.js'
import type { Resources, Workplace } from './resources.js'
import type { RunPictures } from './runPictures.js'
import { regionMasks, styleTargets } from './styleTargets.js'

/** A loss with its targets and weights set. */
export interface StageLoss {
  readonly loss: LossFunction
  readonly termWeights: Readonly<Record<TermName, number>>
}

/**
 * Sets up the loss of a stage.
 *
 * @param pictures as they are at the stage
 * @param known its terms' weights, where they have been found before
 */
export async function stageLoss<Input>(
  resources: Resources<Input>,
  plan: Plan,
  { specification, size }: Stage,
  { content, styles, regions }: RunPictures,
  start: Picture,
  known?: StageLoss['termWeights'],
): Promise<StageLoss> {
  const { settings, network, window, convolutions } = plan
  const how = { window, convolutions }
  const { workplace, loss } = await loadLoss(resources, plan, { specification, size })
  const targets = await styleTargets(workplace, readOff(ofStyle(specification), 'style'), styles, how, regions)
  const masks = regions && regionMasks(regions)
  const isCalibrated = !known && network.source === 'fitted'
  const isWhole = loss.windows === 1
  const read = {
    ...specification,
    terms: [
      ...(isCalibrated ? readOff(specification, 'style').terms : []),
      ...(isWhole ? readOff(specification, 'content').terms : []),
    ],
  }
  const through = isCalibrated ? masks : undefined
  const own = content
    ? await workplace.targets(read, content, how, through)
    : await readTargets(workplace.host, read, start, through, how)
  await loss.bindTargets({ ...own, ...targets, ...masks })
  // Maps of a picture that is evaluated by windows are read by windows too, never whole.
  if (content && !isWhole) await loss.setTargets({ content: content.picture })
  const { preset } = settings
  const found = isCalibrated ? calibratedWeights({ specification, preset }, targets, own) : termWeights(specification)
  const weights = known ?? found
  await loss.setTermWeights(weights)
  return { loss, termWeights: weights }
}

/** How the loss of a run is evaluated, and by what. */
export interface LossManner
  extends Pick<Plan, 'network' | 'device' | 'threads' | 'window' | 'handOn' | 'convolutions' | 'losses'> {
  readonly settings: Pick<Plan['settings'], 'mapPrecision'>
}

/** Loads the loss of a stage, or takes the one that is loaded. */
export async function loadLoss<Input>(
  resources: Resources<Input>,
  { settings: { mapPrecision }, network, device, threads, window, handOn, convolutions, losses }: LossManner,
  { specification, size }: Pick<Stage, 'specification' | 'size'>,
): Promise<{ readonly workplace: Workplace; readonly loss: LossFunction }> {
  const workplace = await resources.workplace(device, threads, network)
  const how = { window, handOn, convolutions, mapPrecision }
  const room = { bytes: lossBytes(losses.perPixel, { specification, size }, convolutions), most: losses.most }
  return {
    workplace,
    loss: await workplace.lossFunction(specification, size, how, room),
  }
}

/** How a style picture is read: one that does not go on at its other side would show an edge there. */
const ofStyle = (specification: LossSpecification): LossSpecification =>
  specification.borders === 'circular' ? { ...specification, borders: 'replicate' } : specification
