import { type Picture, type PlannedRun, type StylizeEvent, StylizeFailure, type StylizeRun } from 'nst-onnx'
import { problemOf } from '../options/problem.js'
import { isRunning, type PageState, type Painting, type PictureSoFar, type RestOfRun } from '../state/pageState.js'
import { shareDone } from '../state/runText.js'
import type { Store } from '../state/store.js'
import { whatIsMissing } from '../state/whatIsMissing.js'
import { createQueues, machineOf } from './queues.js'
import { restOfRun } from './restOfRun.js'
import { type RunRequest, runRequest } from './runRequest.js'
import { startFile } from './startFile.js'

/** Carries out the page's run: one at a time. */
export interface Painter {
  /** Does nothing where something is missing, or while a run goes on. */
  start(): Promise<void>
  pause(): void
  resume(): void
  /** Ends the run at its best picture so far; without one, the page is as before. */
  stop(): void
  /** Goes on with a run that was stopped, by the choices that it was begun with. */
  goOn(painting: Painting): Promise<void>
  /** What the run could go on with later, as it stands after its latest step or stood when it was stopped; nothing where that is too large. */
  rest(): Promise<RestOfRun | undefined>
  /** Ends the run and begins another with the present choices, which starts from the picture that there is. */
  startOver(): Promise<void>
  /** Has ONNX Runtime fetched and compiled. */
  warm(): Promise<void>
  /** Has the run that the choices come to made ready, so that it begins sooner, and says what would be in its way. */
  prepare(): Promise<void>
}

/** A run that is made ready. */
interface Preparation {
  /** What it is of. */
  readonly choices: readonly unknown[]
  readonly stop: AbortController
  /** Nothing where it cannot be. */
  readonly plan: Promise<PlannedRun | undefined>
}

/** How a request is carried out. */
interface How {
  readonly prepared?: Preparation
  /** The painting that it goes on with. */
  readonly goesOn?: { readonly id: string; readonly rest: RestOfRun }
  /** What is shown of what it goes on from. */
  readonly from?: PictureSoFar | undefined
  /** The picture of another run, which it begins from. */
  readonly start?: File | undefined
}

interface CurrentRun {
  readonly run: StylizeRun
  readonly stop: AbortController
  readonly ended: Promise<void>
  readonly start: File | undefined
}

export function createPainter(store: Store): Painter {
  const queueFor = createQueues(store)
  let current: CurrentRun | undefined
  let preparing: Preparation | undefined
  /** Ends what the run waits for before it is there itself. */
  let awaited: AbortController | undefined
  /** The latest picture that was looked at of the run: all that is left where its worker is lost. */
  let reached: Picture | undefined

  /** What the run would go on with that was told to stop last. */
  let stopped: Promise<RestOfRun | undefined> | undefined
  const restNow = async () => current && restOfRun(current.run, store.state.run, current.start)

  const noted = (event: StylizeEvent): StylizeEvent => {
    if (event.event !== 'step') return event
    const image = async () => {
      reached = await event.image()
      return reached
    }
    return { ...event, image }
  }

  const paint = async (request: RunRequest, { prepared, goesOn, from, start }: How = {}) => {
    // Asked twice, while a picture was read: one run serves both.
    if (isRunning(store.state.run)) return
    const stop = new AbortController()
    let ended = () => {}
    const end = new Promise<void>(resolve => {
      ended = resolve
    })
    stopped = undefined
    reached = undefined
    const id = goesOn?.id ?? crypto.randomUUID?.() ?? String(Date.now())
    store.dispatch({ type: 'runBegan', id, before: request.before, from })
    const queue = await queueFor(goesOn?.rest ?? machineOf(store.state))
    awaited = prepared?.stop
    if (store.state.run.stopping) awaited?.abort()
    const plan = await prepared?.plan
    awaited = undefined
    const options = { ...request.options, ...(start && { init: start }), signal: stop.signal }
    const run = queue.add(options, { plan })
    current = { run, stop, ended: end, start }
    // Told to stop meanwhile.
    if (store.state.run.stopping) stop.abort()
    try {
      for await (const event of run) store.dispatch({ type: 'runTold', event: noted(event) })
      store.dispatch({ type: 'runEnded', result: await run.result })
    } catch (error) {
      const problem = problemOf(error)
      if (error instanceof StylizeFailure) {
        store.dispatch({ type: 'runFailed', problem, result: error.partial })
      } else if (stop.signal.aborted && !reached) {
        store.dispatch({ type: 'runCancelled' })
      } else {
        store.dispatch({ type: 'runFailed', problem, reached })
      }
    } finally {
      current = undefined
      ended()
    }
  }

  const painter: Painter = {
    async start() {
      const request = runRequest(store.state)
      if (!request || isRunning(store.state.run) || whatIsMissing(store.state) !== undefined) return
      // What is made ready for these very choices is of use; anything else would only be waited for.
      const prepared = isSame(preparing?.choices, choicesOf(store.state)) ? preparing : undefined
      if (!prepared) preparing?.stop.abort()
      // A plan serves one run.
      preparing = undefined
      await paint(request, { ...(prepared && { prepared }) })
    },
    pause() {
      current?.run.pause()
      store.dispatch({ type: 'runHeld', held: true })
    },
    resume() {
      current?.run.resume()
      store.dispatch({ type: 'runHeld', held: false })
    },
    async goOn(painting) {
      const request = runRequest(store.state)
      const { rest } = painting
      if (!request || !rest || isRunning(store.state.run) || whatIsMissing(store.state) !== undefined) return
      preparing?.stop.abort()
      preparing = undefined
      const { checkpoint, device, threads, done, base = 0, start } = rest
      const resumeFrom = new Uint8Array(await checkpoint.arrayBuffer())
      const options = { ...request.options, device, threads, resumeFrom }
      const from = await pictureSoFar(painting.file, done, base)
      await paint({ ...request, options }, { goesOn: { id: painting.id, rest }, from, start })
    },
    rest() {
      return stopped ?? restNow()
    },
    stop() {
      // Asked for at once: a run that has ended has no state any more.
      stopped = restNow().catch(() => undefined)
      store.dispatch({ type: 'runStopping' })
      awaited?.abort()
      current?.stop.abort()
    },
    async startOver() {
      const { run } = store.state
      if (!isRunning(run)) return
      const ended = current?.ended
      const done = shareDone(run) ?? 0
      painter.stop()
      await ended
      const { result } = store.state.run
      const start = result && (await startFile(result.image))
      const from = start && (await pictureSoFar(start, done, done))
      // What was changed while the run came to its end counts too.
      const request = runRequest(store.state)
      if (request) await paint(request, { from, start })
    },
    async warm() {
      try {
        await (await queueFor(machineOf(store.state))).ready()
      } catch {
        // The run says why.
      }
    },
    async prepare() {
      const { state } = store
      const request = runRequest(state)
      const choices = choicesOf(state)
      if (!request || isRunning(state.run) || whatIsMissing(state) !== undefined) return
      if (isSame(preparing?.choices, choices)) return
      preparing?.stop.abort()
      const stop = new AbortController()
      const plan = (async () => {
        try {
          const queue = await queueFor(machineOf(state))
          const plan = await queue.plan({ ...request.options, signal: stop.signal })
          // A run that has begun meanwhile makes itself ready, and would wait. Any other waits in its turn, and says what is wrong.
          if (preparing?.stop === stop) queue.ready(plan, stop.signal).catch(() => {})
          return plan
        } catch (error) {
          if (preparing?.stop === stop) preparing = undefined
          if (!stop.signal.aborted) store.dispatch({ type: 'foreseen', problem: problemOf(error) })
          return undefined
        }
      })()
      preparing = { choices, stop, plan }
      await plan
    },
  }
  return painter
}

/** Nothing where the browser cannot show the picture: the run goes on from it all the same. */
async function pictureSoFar(file: Blob, done: number, base: number): Promise<PictureSoFar | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined)
  return picture && { picture, done, base }
}

/** What a run depends on: another one is prepared when one of these is another. */
const choicesOf = ({ places, options, blend, regions }: PageState): readonly unknown[] => [
  ...Object.values(places).map(({ picture }) => picture),
  options,
  blend,
  regions,
]

const isSame = (a: readonly unknown[] | undefined, b: readonly unknown[]) =>
  a?.length === b.length && a.every((one, i) => one === b[i])
