import { secondsLeft } from 'nst-onnx'
import { lossText } from 'nst-onnx/charts'
import { element, setText } from '../page/element.js'
import { durationText, paceText, secondsPerIteration } from '../state/pace.js'
import { isRunning, type PageState } from '../state/pageState.js'
import type { Store } from '../state/store.js'

const NONE = '–'

/** What is measured of the run, and what that means. */
export function figures(store: Store): HTMLElement {
  const timeLeftFigure = figure(store, 'Time left', timeLeft)
  const list = element(
    'dl',
    { class: 'figures' },
    figure(store, 'Iteration', iterationText),
    figure(store, 'Loss', lossOf, 'How far the picture still is from what is asked.'),
    figure(store, 'Per iteration', perIteration),
    timeLeftFigure,
  )
  store.watch(
    ({ run }) => [run.start === undefined, isRunning(run)] as const,
    ([isEmpty, running]) => {
      list.hidden = isEmpty
      timeLeftFigure.hidden = !running
    },
  )
  return list
}

function figure(store: Store, name: string, textOf: (state: PageState) => string, means = ''): HTMLElement {
  const value = element('dd', {})
  store.watch(textOf, text => setText(value, text))
  return element('div', {}, element('dt', {}, name), value, ...(means ? [element('dd', { class: 'help' }, means)] : []))
}

function lossOf({ run: { result, latest } }: PageState): string {
  const loss = result?.loss ?? latest?.loss
  return loss === undefined ? NONE : lossText(loss)
}

function iterationText({ run: { latest, start, result } }: PageState): string {
  const done = result?.iterations ?? latest?.iteration
  return done === undefined || !start ? NONE : `${done} / ${start.iterations}`
}

function perIteration({ run: { curve, result } }: PageState): string {
  const pace = result && result.iterations > 0 ? averagePace(curve) : secondsPerIteration(curve)
  return pace === undefined ? NONE : paceText(pace)
}

/** Seconds that an iteration took over the whole run, but for what came before its first step. */
function averagePace(curve: PageState['run']['curve']): number | undefined {
  const [first, last] = [curve[0], curve.at(-1)]
  if (!first || !last || first === last) return undefined
  return (last.seconds - first.seconds) / (last.iteration - first.iteration)
}

function timeLeft({ run }: PageState): string {
  if (!isRunning(run) || !run.start) return NONE
  const seconds = secondsLeft(run.start.stages, run.curve)
  return seconds === undefined ? NONE : `about ${durationText(seconds)}`
}
