import type { ErrorJson } from '../errors.js'
import type { StylizeEvent, StylizeResult } from '../stylize/events.js'
import { RunCourse } from '../stylize/runCourse.js'
import { errorText } from './commandWords.js'
import { bar, clock, downloaded, megabytes, short, showsBars } from './figures.js'
import { statusLine } from './statusLine.js'
import { printJson, remark } from './terminal.js'

/** Tells how a run goes. */
export interface Progress {
  event(event: StylizeEvent): void
  /** A remark that stays on the screen. */
  note(line: string): void
  /** The run has ended and its picture is on disk. */
  done(result: StylizeResult, output: string): void
  /** Clears what is not meant to stay. */
  close(): void
}

/** How a run is told: one JSON object a line on stdout; a bar on a terminal; lines elsewhere; or nothing but remarks. */
export function openProgress({ json, quiet }: { json: boolean; quiet: boolean }): Progress {
  if (json) return jsonProgress()
  if (quiet) return quietProgress()
  return withFallbackLast(showsBars() ? barProgress() : lineProgress())
}

/** What is said first is out of sight when a run is over: that it did not have VGG-19 is said last, too. */
function withFallbackLast(progress: Progress): Progress {
  let fallback = ''
  return {
    ...progress,
    event(event) {
      if (event.event === 'features' && event.fallback) fallback = fallbackLine(event.fallback)
      progress.event(event)
    },
    done(result, output) {
      progress.done(result, output)
      if (fallback) note(fallback)
    },
  }
}

function jsonProgress(): Progress {
  const write = (event: object) => printJson(event)
  let fallback: string | undefined
  return {
    event: event => {
      if (event.event === 'features' && event.fallback) fallback = errorText(event.fallback)
      // `done` is written once the picture is on disk.
      if (event.event !== 'done') write(eventForMachines(event))
    },
    note: () => {},
    done: ({ iterations, evaluations, loss, stopped, seconds, features }, output) =>
      write({
        event: 'done',
        output,
        iterations,
        evaluations,
        loss,
        stopped,
        seconds,
        features: features.source,
        ...(fallback && { fallback }),
      }),
    close: () => {},
  }
}

/** Even here it is said when the features are not the ones that most users expect. */
function quietProgress(): Progress {
  return {
    event: event => {
      if (event.event === 'features' && event.fallback) note(featuresLine(event))
    },
    note,
    done: () => {},
    close: () => {},
  }
}

function barProgress(): Progress {
  const status = statusLine()
  const course = new RunCourse()
  return {
    event(event) {
      course.follow(event)
      if (event.event === 'download') status(downloadLine(event))
      if (event.event === 'fitting') status(fittingLine(event))
      if (event.event === 'features') {
        status.clear()
        note(featuresLine(event))
      }
      if (event.event === 'stage' && isWorthALine(event)) {
        status.clear()
        note(stageLine(event))
      }
      if (event.event === 'step') {
        const seconds = course.secondsLeft
        const time = seconds === undefined ? '' : `  ${clock(seconds)} left`
        status(`${bar(course.share)} ${event.iteration}/${course.iterations}  loss ${short(event.loss)}${time}`)
      }
    },
    note(line) {
      status.clear()
      note(line)
    },
    done(result, output) {
      status.clear()
      note(doneLine(result, output))
    },
    close: () => status.clear(),
  }
}

/** Where there is no terminal: about twenty lines a run. */
function lineProgress(): Progress {
  let every = 1
  let total = 0
  return {
    event(event) {
      if (event.event === 'features') note(featuresLine(event))
      if (event.event === 'download' && event.receivedBytes === event.totalBytes) note(downloadedLine(event))
      if (event.event === 'fitting' && event.fittedLayers === 0) note('fitting filters to the pictures')
      if (event.event === 'start') {
        total = event.iterations
        every = Math.max(1, Math.ceil(total / 20))
        note(`${event.width}×${event.height} on ${event.device}, ${total} iterations`)
      }
      if (event.event === 'stage' && isWorthALine(event)) note(stageLine(event))
      if (event.event === 'step' && (event.iteration % every === 0 || event.iteration === total)) {
        note(`${event.iteration}/${total}  loss ${short(event.loss)}  ${event.seconds.toFixed(1)} s`)
      }
    },
    note,
    done: (result, output) => note(doneLine(result, output)),
    close: () => {},
  }
}

const note = remark

type EventOf<Name extends StylizeEvent['event']> = Extract<StylizeEvent, { event: Name }>

/** A run of one stage without windows has said it all when it started. */
const isWorthALine = ({ stages, windows }: EventOf<'stage'>): boolean => stages > 1 || windows > 1

/** Which stage begins, in one line. */
function stageLine({ stage, stages, width, height, iterations, windows }: EventOf<'stage'>): string {
  const inWindows = windows > 1 ? `, each evaluation in ${windows} windows` : ''
  return `stage ${stage} of ${stages}: ${width}×${height}, ${iterations} iterations${inWindows}`
}

/** How far a download has come. */
export function downloadLine({ receivedBytes, totalBytes }: EventOf<'download'>): string {
  return `weights  ${bar(receivedBytes / totalBytes)} ${downloaded(receivedBytes, totalBytes)}`
}

/** That a download has ended. */
export function downloadedLine({ totalBytes }: EventOf<'download'>): string {
  return `weights: ${megabytes(totalBytes)} downloaded`
}

/** How far fitting has come. */
export function fittingLine({ fittedLayers, totalLayers }: EventOf<'fitting'>): string {
  return `fitting filters  ${bar(fittedLayers / totalLayers)} layer ${fittedLayers} of ${totalLayers}`
}

/** What the losses read, in one line. */
export function featuresLine({ source, origin, fallback }: EventOf<'features'>): string {
  if (!fallback) return source === 'vgg19' ? `features: VGG-19 from ${origin}` : `features: filters fitted to ${origin}`
  return `features: filters fitted to ${origin}, because VGG-19 is not at hand; \`nst-onnx weights pull\` gets it (${errorText(fallback)})`
}

/** An event as a line of JSON has it: what went wrong is told in the words of the command line there too. */
export function eventForMachines(event: StylizeEvent): object {
  return event.event === 'features' && event.fallback ? { ...event, fallback: errorText(event.fallback) } : event
}

/** That a picture was not painted with VGG-19, once it is there. */
export function fallbackLine(fallback: ErrorJson): string {
  return `painted with fitted filters instead of VGG-19: ${errorText(fallback)}`
}

function doneLine({ iterations, evaluations, loss, stopped, seconds }: StylizeResult, output: string): string {
  const why = stopped === 'iterations' ? '' : ` (${stopped})`
  return `${output}: ${iterations} iterations${why}, ${evaluations} evaluations, loss ${short(loss)}, ${seconds.toFixed(1)} s`
}
