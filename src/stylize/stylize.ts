import { readOff } from '../graphs/specification.js'
import { coveringSize } from '../images/fitPicture.js'
import { colourSpan } from './colourSpan.js'
import { descend } from './descend.js'
import type { StylizeEvent, StylizeResult } from './events.js'
import { termWeights } from './features.js'
import type { Pause } from './pause.js'
import { type Plan, planRun } from './plan.js'
import { type PaintRequest, stylesOf } from './request.js'
import type { Resources } from './resources.js'
import { type StartPictures, startImage } from './startImage.js'
import { styleTargets } from './styleTargets.js'

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
  const { settings, specification, network, device, threads, reason, size, content, styles } = plan
  const pictures = [content, ...styles, plan.init].flatMap(scaled => (scaled ? [scaled.picture] : []))
  const colours = colourSpan(pictures)
  const whole = startImage(settings.init, await startPictures(request, plan, resources), size, settings.seed)
  const start = colours ? { ...whole, pixels: colours.onto(whole.pixels) } : whole

  const workplace = await resources.workplace(device, threads, network)
  const loss = await workplace.lossFunction(specification, size)
  const targets = await styleTargets(workplace, readOff(specification, 'style'), styles)
  await loss.bindTargets(targets)
  if (content) await loss.bindTargets(await workplace.targets(readOff(specification, 'content'), content))
  await loss.setWeights(await termWeights(loss, settings, network, targets, (content?.picture ?? start).pixels))
  emit({ event: 'start', ...size, device, threads, ...(reason && { reason }), iterations: settings.iterations })

  return descend({
    loss,
    start,
    colours,
    alpha: content?.picture.alpha,
    settings,
    signal,
    pause,
    emit,
    started,
    features: plan.features,
    recipe: plan.recipe,
  })
}

/** The (first) style picture is to fill the result, and keeps more detail where it is not scaled down further. */
async function startPictures<Input>(
  request: PaintRequest<Input>,
  { settings, content, init, size }: Plan,
  { platform }: Resources<Input>,
): Promise<StartPictures> {
  const pictures = { content: content?.picture, own: init?.picture }
  const [style] = stylesOf(request)
  if (settings.init !== 'style' || !style) return pictures
  const { signal } = request
  const opened = await platform.openPicture(style.picture, signal)
  return { ...pictures, style: await opened.decode({ size: coveringSize(opened, size), signal }) }
}
