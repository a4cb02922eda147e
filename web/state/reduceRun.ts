import type { StylizeEvent } from 'nst-onnx'
import type { RunAction } from './action.js'
import type { RunState } from './pageState.js'
import { isRunning } from './pageState.js'

/** A run after something happened to it. Pure. */
export function reduceRun(run: RunState, action: Exclude<RunAction, { type: 'runBegan' }>): RunState {
  switch (action.type) {
    case 'runTold':
      return isRunning(run) ? told(run, action.event) : run
    case 'runHeld':
      if (run.phase !== 'painting' && run.phase !== 'paused') return run
      return { ...run, phase: action.held ? 'paused' : 'painting' }
    case 'runStopping':
      return isRunning(run) ? { ...run, stopping: true } : run
    case 'runEnded':
      return { ...over(run), result: action.result }
    case 'runFailed':
      return {
        ...over(run),
        problem: action.problem,
        ...(action.result && { result: action.result }),
        ...(action.reached && { reached: action.reached }),
      }
    case 'runCancelled':
      return { phase: 'idle', curve: [] }
  }
}

function over({ stopping: _over, ...run }: RunState): RunState {
  return { ...run, phase: 'ended' }
}

function told(run: RunState, event: StylizeEvent): RunState {
  switch (event.event) {
    case 'download': {
      const { receivedBytes, totalBytes } = event
      return { ...run, download: { receivedBytes, totalBytes } }
    }
    case 'waiting':
      return run
    case 'fitting':
      return { ...run, fitting: event }
    case 'features':
      return { ...run, features: event }
    case 'start':
      return { ...run, phase: 'painting', start: event }
    case 'step': {
      const { iteration, evaluations, loss, seconds } = event
      return { ...run, latest: event, curve: [...run.curve, { iteration, evaluations, loss, seconds }] }
    }
    case 'stage':
    case 'done':
      return run
  }
}
