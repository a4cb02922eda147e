import type { Pooling } from '../graphs/specification.js'
import { fitLongSide, requireMinSide } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { resizePicture } from '../images/resizePicture.js'
import type { Options } from '../options/optionsTable.js'
import { PACKAGE } from '../packageVersion.js'
import { resolveDevice } from '../runtime/devices.js'
import { createLossFunction } from '../runtime/lossFunction.js'
import { type NetworkWeights, namedTensors } from '../weights/layerWeights.js'
import { descend } from './descend.js'
import { EventQueue } from './eventQueue.js'
import type { StylizeEvent, StylizeResult } from './events.js'
import { chooseFeatures, termWeights } from './features.js'
import type { LoadedPicture, Platform } from './platform.js'
import { recordedOptions } from './recipe.js'
import { resolveSettings, type Settings } from './settings.js'
import { START_NAMES, startImage } from './startImage.js'

/** What to make: two pictures, and any options of the table. */
export interface StylizeRequest<Input> extends Options {
  /** Decides what is seen, and the result's aspect ratio and alpha. */
  readonly content: Input
  /** Decides how it is painted. */
  readonly style: Input
  /** Ends the run at its best picture so far, with `stopped: 'interrupted'`. */
  readonly signal?: AbortSignal | undefined
}

/** A run on its way. Iterating reads its events, once; the run neither waits for the reader nor needs one. */
export interface StylizeRun extends AsyncIterable<StylizeEvent> {
  /**
   * How it ended. Rejects with an NstOnnxError: `usage`, `input`, `weights`, `device`, or `failed`; a `StylizeFailure` if
   * there is a picture in spite of it. Rejects with the signal's reason if that came before there was a picture.
   */
  readonly result: Promise<StylizeResult>
}

/** Starts a run on a platform. The entries of the package bind it: see index.ts. */
export function startStylizing<Input>(request: StylizeRequest<Input>, platform: Platform<Input>): StylizeRun {
  const events = new EventQueue<StylizeEvent>()
  const result = perform(request, platform, event => events.push(event))
  result.then(
    () => events.end(),
    error => events.end(error),
  )
  return { result, [Symbol.asyncIterator]: () => events[Symbol.asyncIterator]() }
}

async function perform<Input>(
  request: StylizeRequest<Input>,
  platform: Platform<Input>,
  emit: (event: StylizeEvent) => void,
): Promise<StylizeResult> {
  const started = performance.now()
  const { content: contentInput, style: styleInput, signal, ...options } = request
  const settings = resolveSettings(options)
  const device = resolveDevice(settings.device, platform.devices)
  const threads = settings.threads ?? platform.threads
  const content = await platform.loadPicture(contentInput)
  const style = await platform.loadPicture(styleInput)
  const init = START_NAMES.includes(settings.init) ? undefined : await platform.loadPicture(settings.init)
  const target = scaled(content, settings.size)
  const stylePicture = scaled(style, settings.styleSize)
  signal?.throwIfAborted()

  const { network, fallback } = await chooseFeatures(platform, settings, [target, stylePicture], device, {
    signal,
    onProgress: (receivedBytes, totalBytes) => emit({ event: 'download', receivedBytes, totalBytes }),
  })
  const { source, origin, sha256 } = network
  emit({ event: 'features', source, origin, sha256, ...(fallback && { fallback }) })
  signal?.throwIfAborted()

  const host = await platform.startSessionHost({ device, threads, weights: new Map(namedTensors(network)) })
  try {
    const specification = { ...settings.specification, pool: poolingFor(network, settings) }
    const loss = await createLossFunction(host, specification, target, await platform.exportedGraph())
    await loss.setTargets({ content: target, style: stylePicture })
    await loss.setWeights(await termWeights(loss, settings, network, target.pixels))
    const { width, height, alpha } = target
    emit({ event: 'start', width, height, device, threads, iterations: settings.iterations })
    const start = startImage(
      settings.init,
      { content: target, style: style.picture, own: init?.picture },
      settings.seed,
    )
    return await descend({
      loss,
      start,
      alpha,
      settings,
      signal,
      emit,
      started,
      features: { source, origin, sha256 },
      recipe: {
        recipe: 1,
        package: PACKAGE,
        runtime: platform.runtime,
        content: named(content),
        style: named(style),
        ...(init && { init: named(init) }),
        options: recordedOptions(settings, { device, threads, pool: specification.pool, source }),
        features: { source, sha256 },
      },
    })
  } finally {
    await host.release()
  }
}

function scaled({ name, picture }: LoadedPicture, longSide: number): Picture {
  requireMinSide(name, picture)
  const size = fitLongSide(picture.width, picture.height, longSide)
  requireMinSide(name, size)
  return resizePicture(picture, size.width, size.height)
}

/** Fitted filters are made for average pooling; what the user asks for by name counts more. */
function poolingFor({ source }: NetworkWeights, { specification, poolGiven }: Settings): Pooling {
  return source === 'fitted' && !poolGiven ? 'avg' : specification.pool
}

const named = ({ name, sha256 }: LoadedPicture) => ({ name, sha256 })
