import { descend } from './descend.js'
import { EventQueue } from './eventQueue.js'
import type { StylizeEvent, StylizeResult } from './events.js'
import { termWeights } from './features.js'
import { Pause } from './pause.js'
import { type Plan, planRun } from './plan.js'
import type { Platform } from './platform.js'
import type { PaintRequest } from './request.js'
import { Resources } from './resources.js'
import { type StartPictures, startImage } from './startImage.js'

/** A run on its way. Iterating reads its events, once; the run neither waits for the reader nor needs one. */
export interface StylizeRun extends AsyncIterable<StylizeEvent> {
  /**
   * How it ended. Rejects with an NstOnnxError: `usage`, `input`, `weights`, `device`, or `failed`; a `StylizeFailure` if
   * there is a picture in spite of it. Rejects with the signal's reason if that came before there was a picture.
   */
  readonly result: Promise<StylizeResult>
  /** Holds the run before its next step; an evaluation that is going on is finished. Held time counts for nothing. */
  pause(): void
  /** Lets it go on, with the very result that it would have had. */
  resume(): void
}

/** Starts a run on a platform, with resources of its own. The entries of the package bind it: see index.ts. */
export function startStylizing<Input>(request: PaintRequest<Input>, platform: Platform<Input>): StylizeRun {
  const resources = new Resources(platform)
  return startRun(async (emit, pause) => {
    try {
      return await paint(request, resources, emit, pause)
    } finally {
      await resources.release()
    }
  })
}

/** Turns work that tells events into a run. */
export function startRun(
  perform: (emit: (event: StylizeEvent) => void, pause: Pause) => Promise<StylizeResult>,
): StylizeRun {
  const events = new EventQueue<StylizeEvent>()
  const pause = new Pause()
  const result = perform(event => events.push(event), pause)
  result.then(
    () => events.end(),
    error => events.end(error),
  )
  return {
    result,
    pause: () => pause.hold(),
    resume: () => pause.release(),
    [Symbol.asyncIterator]: () => events[Symbol.asyncIterator](),
  }
}

/** Carries out a request. Throws as a run's result rejects. */
export async function paint<Input>(
  request: PaintRequest<Input>,
  resources: Resources<Input>,
  emit: (event: StylizeEvent) => void,
  pause: Pause,
): Promise<StylizeResult> {
  const started = performance.now()
  const { signal } = request
  const plan = await planRun(request, resources, emit)
  const { settings, specification, network, device, threads, reason, size, content, style } = plan
  const { pool } = specification
  const start = startImage(settings.init, await startPictures(request, plan, resources), size, settings.seed)

  const workplace = await resources.workplace(device, threads, network)
  const loss = await workplace.lossFunction(specification, size)
  if (style) await loss.bindTargets(await workplace.targets({ style: specification.style, content: [], pool }, style))
  if (content)
    await loss.bindTargets(await workplace.targets({ style: [], content: specification.content, pool }, content))
  await loss.setWeights(await termWeights(loss, settings, network, (content?.picture ?? start).pixels))
  emit({ event: 'start', ...size, device, threads, ...(reason && { reason }), iterations: settings.iterations })

  const { source, origin, sha256 } = network
  return descend({
    loss,
    start,
    alpha: content?.picture.alpha,
    settings,
    signal,
    pause,
    emit,
    started,
    features: { source, origin, sha256 },
    recipe: plan.recipe,
  })
}

/** Cropped to fill, the style picture keeps more detail where it is not scaled down before. */
async function startPictures<Input>(
  { style }: PaintRequest<Input>,
  { settings, content, init }: Plan,
  { platform }: Resources<Input>,
): Promise<StartPictures> {
  const whole = settings.init === 'style' && style !== undefined && (await platform.openPicture(style)).decode()
  return { content: content?.picture, own: init?.picture, ...(whole && { style: await whole }) }
}
