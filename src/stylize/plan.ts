import { type LossSpecification, type Pooling, readOff } from '../graphs/specification.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import { requireMinSide, type Size } from '../images/fitPicture.js'
import { pictureName } from '../images/pictureName.js'
import { refuse } from '../options/checkOptions.js'
import { PACKAGE } from '../packageVersion.js'
import type { Device } from '../runtime/devices.js'
import type { NetworkWeights } from '../weights/layerWeights.js'
import type { Features, StylizeEvent } from './events.js'
import { chooseFeatures } from './features.js'
import type { NamedInput } from './platform.js'
import { type Recipe, recordedOptions } from './recipe.js'
import type { PaintRequest } from './request.js'
import { requireFits } from './requireFits.js'
import { requireMemory } from './requireMemory.js'
import type { Resources, ScaledPicture } from './resources.js'
import { resolveSettings, type Settings } from './settings.js'
import { START_NAMES } from './startImage.js'

/** Everything about a run but its result, as data. */
export interface PlannedRun {
  readonly settings: Settings
  readonly specification: LossSpecification
  readonly device: Device
  readonly threads: number
  /** Why `auto` became this device, where it could have been another. */
  readonly reason?: string
  /** Of the result, in pixels. */
  readonly size: Size
  readonly features: Features
  /** Why filters were fitted although VGG-19 was wanted. */
  readonly fallback?: string
  /** All pictures that are read, under the names by which messages call them: a path, an address. */
  readonly inputs: readonly NamedInput[]
  readonly recipe: Omit<Recipe, 'result'>
}

/** A run's inputs at the sizes that it uses. */
export interface RunPictures {
  readonly content?: ScaledPicture
  readonly style?: ScaledPicture
  /** A start picture of the user's own, at the size of the result. */
  readonly init?: ScaledPicture
}

/** A run that has all it needs, and of which everything is known but its result. */
export interface Plan extends PlannedRun, RunPictures {
  readonly network: NetworkWeights
}

/** What of a plan is data. */
export function plannedRun({
  network: _network,
  content: _content,
  style: _style,
  init: _init,
  ...data
}: Plan): PlannedRun {
  return data
}

/** What of a plan is pictures. */
export function picturesOf({ content, style, init }: Plan): RunPictures {
  return { ...(content && { content }), ...(style && { style }), ...(init && { init }) }
}

/** Checks a request, reads its pictures and gets its features. Throws as a run does: see `StylizeRun`. */
export async function planRun<Input>(
  request: PaintRequest<Input>,
  resources: Resources<Input>,
  emit: (event: StylizeEvent) => void = () => {},
): Promise<Plan> {
  const {
    content: _content,
    style: _style,
    outputSize: _size,
    signal,
    ...options
  } = { outputSize: undefined, ...request }
  const { platform } = resources
  const settings = resolveSettings(options)
  const chosen = await platform.chooseDevice(settings.device, settings.threads)
  const { device, threads, reason } = chosen
  const usable = platform.usableMemory?.()
  const fits = (size: Size, styleSize?: Size) =>
    requireMemory({ specification: settings.specification, device, optimizer: settings, size, styleSize }, usable)
  const { content, style, size, init } = await readInputs(request, settings, resources, fits)
  requireFits(chosen, 'size', size)
  if (style) requireFits(chosen, 'styleSize', style.picture)
  fits(size, style?.picture)
  signal?.throwIfAborted()

  const pictures = [content, style].filter(picture => picture !== undefined)
  const { network, fallback } = await chooseFeatures(
    resources,
    settings,
    pictures,
    { device, threads },
    {
      signal,
      onProgress: (receivedBytes, totalBytes) => emit({ event: 'download', receivedBytes, totalBytes }),
    },
  )
  const { source, origin, sha256 } = network
  const features = { source, origin, sha256 }
  emit({ event: 'features', ...features, ...(fallback && { fallback }) })
  signal?.throwIfAborted()

  const specification = { ...settings.specification, pool: poolingFor(network, settings) }
  return {
    network,
    features,
    ...(fallback && { fallback }),
    settings,
    specification,
    device,
    threads,
    ...(reason && { reason }),
    size,
    ...(content && { content }),
    ...(style && { style }),
    ...(init && { init }),
    inputs: [content, style, init].flatMap(input => (input ? [{ name: input.name, sha256: input.sha256 }] : [])),
    recipe: {
      recipe: 1,
      package: PACKAGE,
      runtime: platform.runtime,
      ...(content && { content: named(content) }),
      ...(style && { style: named(style) }),
      ...(init && { init: named(init) }),
      options: recordedOptions(settings, { device, threads, pool: specification.pool, source }),
      features: { source, sha256 },
    },
  }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })

/** The pictures of a request, at the sizes it asks for. */
async function readInputs<Input>(
  request: PaintRequest<Input>,
  settings: Settings,
  resources: Resources<Input>,
  fits: (size: Size, styleSize?: Size) => void,
) {
  const { signal } = request
  // Not `request.content !== undefined`: a picture that a program forgot makes no texture of a style transfer.
  const given = 'outputSize' in request ? request.outputSize : undefined
  const content =
    'content' in request ? await resources.picture(request.content as Input, settings.size, fits, signal) : undefined
  const style =
    'style' in request
      ? await resources.picture(
          request.style as Input,
          settings.styleSize,
          styleSize => fits(sizeOf(content?.picture ?? given ?? styleSize), styleSize),
          signal,
        )
      : undefined
  for (const [name, picture] of Object.entries({ content, style } as const)) {
    const [term] = readOff(settings.specification, name as 'content' | 'style').terms
    if (!picture && term) refuse(TERM_KINDS[term.kind].layers, `there is no ${name} picture; leave these terms out`)
  }
  const size = sizeOf(
    content?.picture ?? given ?? (await resources.picture(request.style as Input, settings.size)).picture,
  )
  requireMinSide('the result', size)
  const init = START_NAMES.includes(settings.init) ? undefined : await resources.stretched(settings.init, size, signal)
  return { content, style, size, init }
}

/** Fitted filters are made for average pooling; what the user asks for by name counts more. */
function poolingFor({ source }: NetworkWeights, { specification, poolGiven }: Settings): Pooling {
  return source === 'fitted' && !poolGiven ? 'avg' : specification.pool
}

/** As a recipe names it, which is shown to others: without the folder. */
const named = ({ name, sha256 }: NamedInput): NamedInput => ({ name: pictureName(name), sha256 })
