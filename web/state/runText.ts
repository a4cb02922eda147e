import { type StopReason, secondsLeft, shareDone as shareOfStages } from 'nst-onnx'
import { megabytes } from '../features/neededLayers.js'
import { durationText } from './pace.js'
import { isChanged, type PageState, type RunState, THE_RUN } from './pageState.js'
import { forecastSeconds } from './runTime.js'

/** How the run stands, or what it would take, in a few words. */
export function runText(state: PageState): string {
  const { run } = state
  const { phase, start, latest, result, problem, download, fitting } = run
  if (run.stopping) return 'Stopping…'
  switch (phase) {
    case 'idle':
      return forecastText(state)
    case 'preparing':
      if (run.begun?.from) return GOING_ON
      if (run.features) return 'Laying out the canvas…'
      if (fitting) return `Looking at your pictures: ${fitting.fittedLayers} of ${fitting.totalLayers}…`
      if (download) return `Reading VGG-19: ${megabytes(download.receivedBytes)} of ${megabytes(download.totalBytes)}…`
      return readingText(run)
    case 'painting':
      if (latest) return `Painting: ${doneText(run)}${leftText(run)}`
      return run.begun?.from ? GOING_ON : 'The first strokes…'
    case 'paused':
      return `Paused at ${doneText(run)}`
    case 'ended':
      if (isChanged(state) && result?.stopped === 'interrupted' && isSeen(state))
        return `${endText(result.stopped, result.seconds)}. ${forecastText(state)}`.trimEnd()
      if (isChanged(state)) return forecastText(state)
      if (problem) return result || run.reached ? 'Broken off: what was painted is kept' : 'Not painted'
      return result ? endText(result.stopped, result.seconds) : start ? '' : forecastText(state)
  }
}

/** Whether what the run has come to is what is looked at. */
const isSeen = ({ shown, run: { begun } }: PageState) => shown === THE_RUN || shown === begun?.id

const GOING_ON = 'Going on…'

/** A picture of fewer pixels is read in a moment. */
const MANY_PIXELS = 4e6

/** What is read before a run: the picture that takes longest, where that is more than a moment. */
function readingText({ begun }: RunState): string {
  const pictures = Object.values(begun?.places ?? {}).flatMap(({ picture }) => (picture ? [picture] : []))
  const [largest] = pictures.toSorted((a, b) => b.width * b.height - a.width * a.height)
  const isLarge = largest && largest.width * largest.height > MANY_PIXELS
  return isLarge ? `Reading ${largest.name}, ${largest.width} × ${largest.height}…` : 'Reading the pictures…'
}

/** What the run to come makes, and how long that takes. */
function forecastText(state: PageState): string {
  const { picture } = state.places.content
  const seconds = forecastSeconds(state, state.paces)
  if (!picture || seconds === undefined) return ''
  return `Takes about ${durationText(seconds)}`
}

/** A share of a run that is done, in whole per cent: 100 only at its end. Of what 0.29 is short of 29 %, nobody is to see anything. */
export const percentText = (share: number): string => `${Math.floor(100 * share + 1e-9)} %`

const doneText = (run: RunState) => percentText(shareDone(run) ?? 0)

function leftText({ start, curve }: RunState): string {
  const seconds = start && secondsLeft(start.stages, curve)
  return seconds === undefined ? '' : `, about ${durationText(seconds)} left`
}

function endText(stopped: StopReason, seconds: number): string {
  switch (stopped) {
    case 'iterations':
      return `Finished in ${durationText(seconds)}`
    case 'interrupted':
      return 'Stopped: the best picture so far'
    default:
      return `Finished in ${durationText(seconds)}: it gets no better`
  }
}

/** How much of the painting is done, 0 … 1; undefined while that is unknown. */
export function shareDone(run: RunState): number | undefined {
  const { phase, begun, latest, download, fitting, features } = run
  if (phase === 'ended') return 1
  if (begun?.from && !latest) return begun.from.done
  if (phase === 'painting' || phase === 'paused') return shareAfter(run, latest?.iteration ?? 0)
  if (fitting && !features) return fitting.fittedLayers / fitting.totalLayers
  return download && !features ? download.receivedBytes / download.totalBytes : undefined
}

/** How much of the painting is done after so many iterations of its run. */
export function shareAfter({ begun, start }: RunState, iterations: number): number {
  const base = begun?.from?.base ?? 0
  return base + (1 - base) * (start ? shareOfStages(start.stages, iterations) : 0)
}

/** What is said aloud: each phase, and each quarter of a run, but not each step. */
export function announcement(state: PageState): string {
  const { run } = state
  if (run.phase === 'idle') return ''
  if (run.phase !== 'painting' || run.stopping) return run.phase === 'preparing' ? 'Preparing' : runText(state)
  const quarters = Math.floor(4 * (shareDone(run) ?? 0))
  return quarters === 0 ? 'Painting' : `${25 * quarters} percent painted`
}

/** The title of the page's tab. */
export function titleText(run: RunState): string {
  const name = 'Style transfer'
  switch (run.phase) {
    case 'idle':
      return name
    case 'preparing':
      return `Preparing – ${name}`
    case 'ended':
      if (run.problem) return `${run.result || run.reached ? 'Broken off' : 'Not painted'} – ${name}`
      return `Done – ${name}`
    default:
      return `${run.phase === 'paused' ? 'Paused' : 'Painting'} ${doneText(run)} – ${name}`
  }
}
