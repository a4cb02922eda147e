import {
  createJobQueue,
  type Device,
  type JobQueue,
  type PictureInput,
  StylizeFailure,
  type StylizeRun,
} from 'nst-onnx'
import { problemOf } from '../options/problem.js'
import { isRunning } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { whatIsMissing } from '../state/whatIsMissing.js'
import { runRequest } from './runRequest.js'

/** Carries out the page's run: one at a time. */
export interface Painter {
  /** Does nothing where something is missing, or while a run goes on. */
  start(): Promise<void>
  pause(): void
  resume(): void
  /** Ends the run at its best picture so far; without one, the page is as before. */
  stop(): void
}

export function createPainter(store: Store): Painter {
  // A run after another, with other options mostly, starts at once: worker, fitted features and graph are still there.
  let engine: { readonly device: string; readonly queue: JobQueue<PictureInput> } | undefined
  const queueOn = (device: Device | 'auto' = 'auto'): JobQueue<PictureInput> => {
    if (engine?.device !== device) {
      engine?.queue.close()
      engine = { device, queue: createJobQueue({ device }) }
    }
    return engine.queue
  }
  let current: { readonly run: StylizeRun; readonly stop: AbortController } | undefined

  return {
    async start() {
      const request = runRequest(store.state)
      if (!request || isRunning(store.state.run) || whatIsMissing(store.state) !== undefined) return
      const stop = new AbortController()
      const run = queueOn(request.options.device).add({ ...request.options, signal: stop.signal })
      current = { run, stop }
      store.dispatch({ type: 'runBegan', before: request.before })
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
      }
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
      current?.stop.abort()
    },
  }
}
