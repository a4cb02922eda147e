import type { Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { allBounds, type Bounds } from '../regions/bounds.js'
import { colourSpan } from '../regions/colourSpan.js'
import { keptPart } from '../regions/keptPart.js'
import type { Stage } from '../requests/stages.js'
import { nextStart } from './nextStart.js'
import type { Plan } from './plan.js'
import { picturesAt } from './readPictures.js'
import type { Resources } from './resources.js'
import type { RunPictures } from './runPictures.js'
import { type StageLoss, stageLoss } from './stageLoss.js'
import { type StartPictures, startImage } from './startImage.js'

/** A stage that can be descended. */
export interface OpenStage extends StageLoss {
  readonly start: Picture
  /** What the image is kept within; `start` lies there. */
  readonly bounds: Bounds | undefined
}

/** What the stages of a plan have in common. */
export interface SharedByStages {
  readonly starts: StartPictures
  /** What the image's colours are kept within. */
  readonly colours: Bounds | undefined
}

/** Returns what the stages of a plan have in common. */
export function sharedByStages({ painted: { content, styles, init, filling } }: Plan): SharedByStages {
  const pictures = [content, ...styles, init].flatMap(scaled => (scaled ? [scaled.picture] : []))
  return {
    starts: { content: content?.picture, own: init?.picture, style: filling },
    colours: colourSpan(pictures),
  }
}

/**
 * Sets up a stage.
 *
 * @param before the picture of the stage before it
 * @param known its terms' weights, where they have been found before
 */
export async function openStage<Input>(
  resources: Resources<Input>,
  plan: Plan,
  stage: Stage,
  { starts, colours }: SharedByStages,
  before?: Picture,
  known?: StageLoss['termWeights'],
): Promise<OpenStage> {
  const whole = stageStart(plan, starts, stage.size, before)
  const pictures = picturesAt(plan.painted, stage)
  const bounds = allBounds([colours, keptOf(pictures)])
  const start = bounds ? { ...whole, pixels: bounds.onto(whole.pixels) } : whole
  return { ...(await stageLoss(resources, plan, stage, pictures, start, known)), start, bounds }
}

/**
 * Has a plan's first stage ready, where that is a coarse one, and evaluates it once, for which the runtime compiles and takes memory. The
 * run finds in `resources` what was made.
 */
export async function openAhead<Input>(resources: Resources<Input>, plan: Plan): Promise<void> {
  const [first, ...others] = plan.stages
  if (!first || others.length === 0 || first.iterations === 0) return
  const { loss, start } = await openStage(resources, plan, first, sharedByStages(plan))
  await loss.lossAndGradient(start.pixels)
}

/** What is left as it is in the content. */
function keptOf({ content, regions }: RunPictures): Bounds | undefined {
  return content && regions?.kept && keptPart(content.picture, regions.kept)
}

function stageStart(
  { settings, content, specification: { borders } }: Plan,
  starts: StartPictures,
  size: Size,
  before: Picture | undefined,
): Picture {
  const { init, seed } = settings
  const start = startImage(init, starts, size, seed)
  const isNoise = init === 'noise'
  const how = { borders, isNoise, isFree: isNoise && !content }
  return before ? nextStart(before, start, how) : start
}
