import { readOff } from '../graphs/specification.js'
import type { Picture } from '../images/picture.js'
import type { LossFunction } from '../runtime/lossFunction.js'
import { termWeights } from './features.js'
import type { Plan } from './plan.js'
import { picturesAt } from './readPictures.js'
import type { Resources } from './resources.js'
import type { Stage } from './stages.js'
import { styleTargets } from './styleTargets.js'

/** The loss of a stage, with its targets and weights set. */
export async function stageLoss<Input>(
  resources: Resources<Input>,
  plan: Plan,
  stage: Stage,
  start: Picture,
): Promise<LossFunction> {
  const { settings, network, device, threads } = plan
  const { specification, size } = stage
  const { content, styles } = picturesAt(plan, stage)
  const workplace = await resources.workplace(device, threads, network)
  const loss = await workplace.lossFunction(specification, size)
  const targets = await styleTargets(workplace, readOff(specification, 'style'), styles)
  await loss.bindTargets(targets)
  if (content) await loss.bindTargets(await workplace.targets(readOff(specification, 'content'), content))
  const { preset } = settings
  const unstyled = (content?.picture ?? start).pixels
  await loss.setWeights(await termWeights(loss, { specification, preset }, network, targets, unstyled))
  return loss
}
