import type { Pooling } from '../graphs/specification.js'
import { pictureName } from '../images/pictureName.js'
import type { MemoryQuestion } from '../memory/memoryNeed.js'
import { OPTIONS } from '../options/optionsTable.js'
import { PACKAGE } from '../packageVersion.js'
import { type NamedInput, namedInput } from '../recipes/namedInput.js'
import { type Recipe, recordedOptions } from '../recipes/recipe.js'
import { inRegions, requireRegionSizes } from '../regions/regionTerms.js'
import { settingsOf } from '../requests/checkRequest.js'
import { weightsName } from '../requests/inputs.js'
import type { CheckedRequest } from '../requests/request.js'
import type { Settings } from '../requests/settings.js'
import { sizedSettings } from '../requests/sizedSettings.js'
import { finestSpecification, stagesOf } from '../requests/stages.js'
import type { NetworkWeights } from '../weights/layerWeights.js'
import { type Admission, admitRun } from './admitRun.js'
import { chooseConvolutions } from './chooseConvolutions.js'
import type { StylizeEvent } from './events.js'
import { chooseFeatures } from './features.js'
import { loadAhead } from './loadAhead.js'
import { paintedColours } from './paintedColours.js'
import type { Plan } from './plan.js'
import { largest, readPictures, regionsOfStage } from './readPictures.js'
import { requireOperators } from './requireOperators.js'
import type { Resources } from './resources.js'
import type { RunPictures, StylePicture } from './runPictures.js'

/** Unlike any other's, of whatever thread. */
function newId(): string {
  return `${MAKER}-${++made}`
}

const MAKER = Math.random().toString(36).slice(2)
let made = 0

/**
 * Reads a request's pictures and gets its features. Throws as a run does: see `StylizeRun`.
 *
 * @param needOf says what the process will take, where it is not to be run; reading its pictures comes on top
 * @param isRun whether it is run at once from its first stage on, whose loss is loaded then beside the decoding of pictures
 */
export async function planRun<Input>(
  request: CheckedRequest<Input>,
  resources: Resources<Input>,
  emit: (event: StylizeEvent) => void = () => {},
  needOf?: (question: MemoryQuestion) => number,
  { isRun = false } = {},
): Promise<Plan> {
  const { signal, weights = OPTIONS.weights.default } = request
  const { platform } = resources
  const asked = settingsOf(request)
  const { device, threads, reason, largestTensorBytes } = await platform.chooseDevice(asked.device, asked.threads)
  requireOperators(asked.specification, device)
  const onDownload = (receivedBytes: number, totalBytes: number) =>
    emit({ event: 'download', receivedBytes, totalBytes })
  const ahead = new AbortController()
  let admission: Admission = {
    window: 'whole',
    handOn: false,
    convolutions: 'direct',
    memoryBytes: 0,
    losses: { perPixel: 0, most: 0 },
  }
  const { size, filling, ...pictures } = await readPictures(
    request,
    asked,
    resources,
    async ({ size, styleSizes, regions }, reading) => {
      const specification = inRegions(asked.specification, regions)
      // Both throw where a stage is impossible, before pictures are decoded.
      const stages = stagesOf(asked, specification, size)
      for (const stage of stages) {
        const there = regionsOfStage(regions, styleSizes, stage)
        if (there) requireRegionSizes(specification, there)
      }
      const styleSize = largest(styleSizes)
      const { window } = asked
      const preferred = await chooseConvolutions(asked.convolutions, { device, threads }, specification, size, platform)
      const before = asked.finestLayers.length > 0 ? stages.at(-2) : undefined
      const how = { window, convolutions: preferred }
      const question = {
        specification: finestSpecification({ specification, stages }),
        before,
        device,
        largestTensorBytes,
        settings: asked,
        size,
        sizeOption: request.outputSize ? ('outputSize' as const) : ('size' as const),
        styleSize,
        ...how,
      }
      admission = await admitRun(question, stages, reading, platform, needOf, asked.memory, signal)
      // What a loss takes to be loaded is what it later has for its maps, if decoding takes little of it.
      if (SHARE_OF_READING * reading.bytes > admission.memoryBytes) return
      const settings = sizedSettings(asked, size)
      const known = { weights, specification, stages: isRun ? stages : [], settings, device, threads, ...admission }
      const either = signal ? AbortSignal.any([signal, ahead.signal]) : ahead.signal
      loadAhead(resources, known, { signal: either, onProgress: onDownload })
    },
  ).catch(error => {
    ahead.abort()
    throw error
  })
  signal?.throwIfAborted()

  const { content, styles, init, contentMask, regions } = pictures
  const painted = paintedColours(asked.colors, { ...pictures, ...(filling && { filling }) })
  const whenFitted = settingsOf({ ...request, weights: 'fitted' })
  const { network, fallback } = await chooseFeatures(
    resources,
    { vgg19: asked.specification, fitted: whenFitted.specification, seed: asked.seed },
    weights,
    [...(painted.content ? [painted.content] : []), ...painted.styles],
    { device, threads },
    {
      signal,
      onDownload,
      onFitting: (fittedLayers, totalLayers) => emit({ event: 'fitting', fittedLayers, totalLayers }),
    },
  )
  const { source, origin, sha256 } = network
  const features = { source, origin, sha256 }
  emit({ event: 'features', ...features, ...(fallback && { fallback }) })
  signal?.throwIfAborted()

  const settings = sizedSettings(source === 'fitted' ? whenFitted : asked, size)
  const specification = inRegions({ ...settings.specification, pool: poolingFor(network, settings) }, regions)
  const stages = stagesOf(settings, specification, size)
  const { window, convolutions } = admission
  return {
    id: newId(),
    network,
    features,
    ...(fallback && { fallback }),
    settings,
    specification,
    device,
    threads,
    ...(reason && { reason }),
    size,
    ...admission,
    stages,
    ...pictures,
    painted,
    inputs: [content, ...styles, init, contentMask, ...styles.map(({ mask }) => mask)].flatMap(input =>
      input ? [{ name: input.name, sha256: input.sha256 }] : [],
    ),
    recipe: {
      recipe: 1,
      package: PACKAGE,
      runtime: platform.runtime,
      ...(content && { content: named(content) }),
      ...recordedStyles(styles),
      ...recordedRegions(request, pictures),
      ...(init && { init: named(init) }),
      options: recordedOptions(settings, stages, {
        device,
        threads,
        window,
        convolutions,
        pool: specification.pool,
        source,
        init: init?.name,
        weights: weightsName(weights),
      }),
      features: { source, sha256 },
    },
  }
}

/** Where reading a run's pictures takes up to a fourth of its memory, other things are loaded beside it. */
const SHARE_OF_READING = 4

/** Fitted filters are made for average pooling; what the user asks for by name counts more. */
function poolingFor({ source }: NetworkWeights, { specification, poolGiven }: Settings): Pooling {
  return source === 'fitted' && !poolGiven ? 'avg' : specification.pool
}

/** One style as it is, several with their weights. */
function recordedStyles(styles: readonly StylePicture[]): Pick<Recipe, 'style' | 'styles'> {
  const [first, ...others] = styles
  if (!first) return {}
  if (others.length === 0) return { style: named(first) }
  return { styles: styles.map(style => ({ ...named(style), weight: style.weight })) }
}

/** What tells the regions, under the names that the request has for it. */
function recordedRegions<Input>(
  { regions }: CheckedRequest<Input>,
  { contentMask, styles }: RunPictures,
): Pick<Recipe, 'contentMask' | 'styleMasks' | 'regions'> {
  if (!contentMask) return {}
  return {
    contentMask: named(contentMask),
    ...(styles.some(({ mask }) => mask) && { styleMasks: styles.map(({ mask }) => (mask ? named(mask) : null)) }),
    ...(regions && { regions }),
  }
}

/** Names an input as a recipe does, which is shown to others: without the folder. */
const named = (input: NamedInput): NamedInput => ({ ...namedInput(input), name: pictureName(input.name) })
