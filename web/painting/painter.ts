import {
  createJobQueue,
  type JobQueue,
  type PictureInput,
  type PlannedRun,
  StylizeFailure,
  type StylizeRun,
} from 'nst-onnx'
import { filledOptions } from 'nst-onnx/options'
import { problemOf } from '../options/problem.js'
import { isRunning, type PageState } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { whatIsMissing } from '../state/whatIsMissing.js'
import { freeThreads } from './freeThreads.js'
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

interface OpenQueue {
  readonly key: string
  readonly queue: JobQueue<PictureInput>
}

export function createPainter(store: Store): Painter {
  // A run after another, with other options mostly, starts at once: worker, fitted features and graph are still there.
  let engine: Promise<OpenQueue> | undefined
  let current: { readonly run: StylizeRun; readonly stop: AbortController; readonly ended: Promise<void> } | undefined
  let preparing: Preparation | undefined
  /** Ends what the run waits for before it is there itself. */
  let awaited: AbortController | undefined

  const queueFor = ({ options }: PageState): Promise<OpenQueue> => {
    const { device } = filledOptions(options)
    const { threads } = options
    const key = `${device} ${threads}`
    const before = engine
    const open = async (): Promise<OpenQueue> => {
      const last = await before?.catch(() => undefined)
      if (last?.key === key) return last
      void last?.queue.close()
      const isGpu = store.state.forecast && 'device' in store.state.forecast && store.state.forecast.device === 'webgpu'
      const count = threads ?? (isGpu ? undefined : await freeThreads())
      return { key, queue: createJobQueue({ device, ...(count && { threads: count }) }) }
    }
    engine = open()
    return engine
  }

  const paint = async (request: RunRequest, prepared?: Preparation) => {
    const stop = new AbortController()
    let ended = () => {}
    const end = new Promise<void>(resolve => {
      ended = resolve
    })
    store.dispatch({ type: 'runBegan', id: crypto.randomUUID?.() ?? String(Date.now()), before: request.before })
    const { queue } = await queueFor(store.state)
    awaited = prepared?.stop
    if (store.state.run.stopping) awaited?.abort()
    const plan = await prepared?.plan
    awaited = undefined
    const run = queue.add({ ...request.options, signal: stop.signal }, { plan })
    current = { run, stop, ended: end }
    // Told to stop meanwhile.
    if (store.state.run.stopping) stop.abort()
    try {
      for await (const event of run) store.dispatch({ type: 'runTold', event })
      store.dispatch({ type: 'runEnded', result: await run.result })
    } catch (error) {
      const problem = problemOf(error)
      if (error instanceof StylizeFailure) {
        store.dispatch({ type: 'runFailed', problem, result: error.partial })
      } else if (stop.signal.aborted) {
        store.dispatch({ type: 'runCancelled' })
      } else {
        store.dispatch({ type: 'runFailed', problem })
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
      await paint(request, prepared)
    },
    pause() {
      current?.run.pause()
      store.dispatch({ type: 'runHeld', held: true })
    },
    resume() {
      current?.run.resume()
      store.dispatch({ type: 'runHeld', held: false })
    },
    stop() {
      store.dispatch({ type: 'runStopping' })
      awaited?.abort()
      current?.stop.abort()
    },
    async startOver() {
      const { run } = store.state
      const request = runRequest(store.state)
      if (!request || !isRunning(run)) return
      const ended = current?.ended
      painter.stop()
      await ended
      const picture = store.state.run.result && (await startFile(store.state.run.result.image))
      await paint(picture ? { ...request, options: { ...request.options, init: picture } } : request)
    },
    async warm() {
      try {
        await (await queueFor(store.state)).queue.ready()
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
          const { queue } = await queueFor(state)
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

/** What a run depends on: another one is prepared when one of these is another. */
const choicesOf = ({ places, options, blend, regions }: PageState): readonly unknown[] => [
  ...Object.values(places).map(({ picture }) => picture),
  options,
  blend,
  regions,
]

const isSame = (a: readonly unknown[] | undefined, b: readonly unknown[]) =>
  a?.length === b.length && a.every((one, i) => one === b[i])
