import type { LossSpecification, Pooling } from '../graphs/specification.js'
import { requireMinSide, type Size } from '../images/fitPicture.js'
import { pictureName } from '../images/pictureName.js'
import { refuse } from '../options/checkOptions.js'
import { PACKAGE } from '../packageVersion.js'
import type { Device } from '../runtime/devices.js'
import type { NetworkWeights } from '../weights/layerWeights.js'
import type { StylizeEvent } from './events.js'
import { type ChosenFeatures, chooseFeatures } from './features.js'
import type { NamedInput } from './platform.js'
import { type Recipe, recordedOptions } from './recipe.js'
import type { PaintRequest } from './request.js'
import { requireFits } from './requireFits.js'
import { requireMemory } from './requireMemory.js'
import type { Resources, ScaledPicture } from './resources.js'
import { resolveSettings, type Settings } from './settings.js'
import { START_NAMES } from './startImage.js'

/** A run that has all it needs, and of which everything is known but its result. */
export interface Plan extends ChosenFeatures {
  readonly settings: Settings
  readonly specification: LossSpecification
  readonly device: Device
  readonly threads: number
  /** Why `auto` became this device, where it could have been another. */
  readonly reason?: string
  /** Of the result, in pixels. */
  readonly size: Size
  readonly content?: ScaledPicture
  readonly style?: ScaledPicture
  /** A start picture of the user's own, at the size of the result. */
  readonly init?: ScaledPicture
  readonly recipe: Omit<Recipe, 'result'>
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
  const features = await chooseFeatures(
    resources,
    settings,
    pictures,
    { device, threads },
    {
      signal,
      onProgress: (receivedBytes, totalBytes) => emit({ event: 'download', receivedBytes, totalBytes }),
    },
  )
  const { network, fallback } = features
  const { source, origin, sha256 } = network
  emit({ event: 'features', source, origin, sha256, ...(fallback && { fallback }) })
  signal?.throwIfAborted()

  const specification = { ...settings.specification, pool: poolingFor(network, settings) }
  return {
    ...features,
    settings,
    specification,
    device,
    threads,
    ...(reason && { reason }),
    size,
    ...(content && { content }),
    ...(style && { style }),
    ...(init && { init }),
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
  const { style: styleTaps, content: contentTaps } = settings.specification
  // Not `request.content !== undefined`: a picture that a program forgot makes no texture of a style transfer.
  const given = 'outputSize' in request ? request.outputSize : undefined
  const content =
    'content' in request ? await resources.picture(request.content as Input, settings.size, fits) : undefined
  const style =
    'style' in request
      ? await resources.picture(request.style as Input, settings.styleSize, styleSize =>
          fits(sizeOf(content?.picture ?? given ?? styleSize), styleSize),
        )
      : undefined
  if (!content && contentTaps.length > 0) refuse('contentLayers', 'there is no content picture; leave these terms out')
  if (!style && styleTaps.length > 0) refuse('styleLayers', 'there is no style picture; leave these terms out')
  const size = sizeOf(
    content?.picture ?? given ?? (await resources.picture(request.style as Input, settings.size)).picture,
  )
  requireMinSide('the result', size)
  const init = START_NAMES.includes(settings.init) ? undefined : await resources.stretched(settings.init, size)
  return { content, style, size, init }
}

/** Fitted filters are made for average pooling; what the user asks for by name counts more. */
function poolingFor({ source }: NetworkWeights, { specification, poolGiven }: Settings): Pooling {
  return source === 'fitted' && !poolGiven ? 'avg' : specification.pool
}

/** As a recipe names it, which is shown to others: without the folder. */
const named = ({ name, sha256 }: NamedInput): NamedInput => ({ name: pictureName(name), sha256 })
