import type { ErrorJson } from '../errors.js'
import type { LossSpecification } from '../graphs/specification.js'
import type { Size } from '../images/fitPicture.js'
import type { Way } from '../memory/requireMemory.js'
import type { NamedInput } from '../recipes/namedInput.js'
import type { Recipe } from '../recipes/recipe.js'
import type { SizedSettings } from '../requests/sizedSettings.js'
import type { Stage } from '../requests/stages.js'
import type { Device } from '../runtime/devices.js'
import type { NetworkWeights } from '../weights/layerWeights.js'
import type { KeptLosses } from './admitRun.js'
import type { Features } from './events.js'
import type { ColouredPictures, RunPictures } from './runPictures.js'

/** Everything about a run but its result, as data. */
export interface PlannedRun extends Way {
  /** Names it to the engine that made it, which keeps what was read for it until it is run, as far as memory allows. */
  readonly id: string
  readonly settings: SizedSettings
  readonly specification: LossSpecification
  readonly device: Device
  readonly threads: number
  /** Why `auto` became this device, where it could have been another. */
  readonly reason?: string
  /** The size of the result, in pixels. */
  readonly size: Size
  /** Most that the process takes at one time; a GPU's own memory is not counted. */
  readonly memoryBytes: number
  /** Coarse to fine; the last one has the size of the result. */
  readonly stages: readonly Stage[]
  readonly features: Features
  /** Why filters were fitted although VGG-19 was wanted. */
  readonly fallback?: ErrorJson
  /** All pictures that are read, under the names by which messages call them: a path, an address. */
  readonly inputs: readonly NamedInput[]
  readonly recipe: Omit<Recipe, 'result'>
}

/** A run that has all it needs, and of which everything is known but its result. */
export interface Plan extends PlannedRun, RunPictures {
  readonly network: NetworkWeights
  /** Its pictures in the colours that it paints with. */
  readonly painted: ColouredPictures
  readonly losses: KeptLosses
}

/** What of a plan is data. */
export function plannedRun({
  network: _network,
  content: _content,
  styles: _styles,
  init: _init,
  contentMask: _contentMask,
  regions: _regions,
  painted: _painted,
  losses: _losses,
  ...data
}: Plan): PlannedRun {
  return data
}

/** What of a plan is pictures. */
export function picturesOf({ content, styles, init }: Plan): RunPictures {
  return { ...(content && { content }), styles, ...(init && { init }) }
}
