import type { CheckedRequest } from '../requests/request.js'
import type { Stage } from '../requests/stages.js'
import type { Checkpoints } from './checkpoints.js'
import { type Descended, descend } from './descend.js'
import type { StylizeEvent, StylizeResult } from './events.js'
import { openStage, type SharedByStages, sharedByStages } from './openStage.js'
import { type ShownColours, shownColours } from './paintedColours.js'
import type { Pause } from './pause.js'
import type { Plan } from './plan.js'
import { planRun } from './planRun.js'
import type { Resources } from './resources.js'
import { type RunState, stateFile, stateFrom } from './runState.js'
import { StagesTaken } from './stagesTaken.js'
import { StylizeFailure } from './stylizeFailure.js'

/**
 * Carries out a request. Throws as a run's result rejects.
 *
 * @param planned names the request's plan, which is made where it is not kept
 */
export async function paint<Input>(
  request: CheckedRequest<Input>,
  resources: Resources<Input>,
  emit: (event: StylizeEvent) => void,
  pause: Pause,
  checkpoints: Checkpoints,
  planned?: string,
): Promise<StylizeResult> {
  const started = performance.now()
  const kept = resources.plans.take(planned)
  const isRun = request.resumeFrom === undefined
  const plan = kept
    ? await keptPlan(kept, request, resources, emit)
    : await planRun(request, resources, emit, undefined, { isRun })
  const { settings, device, threads, reason, size } = plan
  const { resumeFrom } = request
  const state = resumeFrom && (await stateFrom(resumeFrom, plan, resources.platform))
  const seconds = () => (state?.seconds ?? 0) + (performance.now() - started - pause.milliseconds) / 1000
  const { iterations } = settings
  const stages = plan.stages.map(({ size, iterations }) => ({ ...size, iterations }))
  emit({ event: 'start', ...size, device, threads, ...(reason && { reason }), iterations, stages })

  const { signal } = request
  const show = shownColours(settings.colors, plan.content?.picture)
  const taken = new StagesTaken(plan, show, state)
  const last = await takeStages(plan, taken, {
    resources,
    shared: sharedByStages(plan),
    show,
    signal,
    pause,
    emit,
    seconds,
    checkpoints,
    from: state,
  })
  const result = taken.result(last, seconds())
  if (last.failure) throw new StylizeFailure(result, last.failure.cause)
  const { image: _image, terms: _terms, features, recipe: _recipe, ...how } = result
  emit({ event: 'done', ...how, features: features.source })
  return result
}

/** What the stages of a run have in common. */
interface Work<Input> {
  readonly resources: Resources<Input>
  readonly shared: SharedByStages
  readonly show: ShownColours
  readonly signal: AbortSignal | undefined
  readonly pause: Pause
  readonly checkpoints: Checkpoints
  /** Where the run goes on. */
  readonly from: RunState | undefined
  readonly emit: (event: StylizeEvent) => void
  /** The time since the run was started. */
  readonly seconds: () => number
}

/** Takes the stages of a run one after another. Returns how the last one ended; throws where there is no picture yet. */
async function takeStages<Input>(plan: Plan, taken: StagesTaken, work: Work<Input>): Promise<Descended> {
  const before = taken.iterations.length
  for (const [index, stage] of plan.stages.entries()) {
    const { latest } = taken
    if (index < before) continue
    // A coarse stage without steps would only take detail from the start image.
    if (stage.iterations === 0 && index < plan.stages.length - 1) {
      taken.skip()
      continue
    }
    try {
      if (latest) work.signal?.throwIfAborted()
      const from = index === before ? work.from : undefined
      taken.add(await takeStage(plan, stage, index, taken, { ...work, from }))
    } catch (cause) {
      if (!latest) throw cause
      return { ...latest, stopped: 'interrupted', ...(cause !== work.signal?.reason && { failure: { cause } }) }
    }
    const ended = taken.latest
    if (ended?.failure || ended?.stopped === 'interrupted') return ended
  }
  const { latest } = taken
  if (!latest) throw new Error('a run has a stage')
  return latest
}

async function takeStage<Input>(
  plan: Plan,
  stage: Stage,
  index: number,
  { counts, iterations: taken, latest }: StagesTaken,
  { resources, shared, show, signal, pause, checkpoints, from, emit, seconds }: Work<Input>,
): Promise<Descended> {
  const { settings, stages } = plan
  const { size, iterations } = stage
  const before = [...taken]
  const known = from?.termWeights
  const { loss, termWeights, start, bounds } = await openStage(resources, plan, stage, shared, latest?.image, known)
  emit({ event: 'stage', stage: index + 1, stages: stages.length, ...size, iterations, windows: loss.windows })
  return descend({
    loss,
    start,
    bounds,
    wraps: plan.specification.borders === 'circular',
    settings,
    iterations,
    signal,
    pause,
    checkpoints,
    from: from?.step,
    stateAfter: step =>
      stateFile(plan, { iterations: before, evaluations: counts.evaluations, seconds: seconds(), termWeights, step }),
    onStep: ({ iteration, evaluations, evaluation, image }) =>
      emit({
        event: 'step',
        iteration: counts.iterations + iteration,
        evaluations: counts.evaluations + evaluations,
        loss: evaluation.loss,
        terms: evaluation.terms,
        seconds: seconds(),
        image: async () => show(image()),
      }),
  })
}

/** A plan that was made before, for its run: what that takes is waited for, and its features are told again. */
async function keptPlan<Input>(
  plan: Plan,
  { signal }: CheckedRequest<Input>,
  { platform }: Resources<Input>,
  emit: (event: StylizeEvent) => void,
): Promise<Plan> {
  await platform.takeMemory?.(plan.memoryBytes, signal)
  emit({ event: 'features', ...plan.features, ...(plan.fallback && { fallback: plan.fallback }) })
  return plan
}
