import type { LossCurve } from 'nst-onnx'

/** Steps that the present pace is read from: enough to even out line searches, few enough to follow a change. */
const RECENT = 10

/** Seconds that an iteration takes at present; undefined before the second. */
export function secondsPerIteration(curve: LossCurve): number | undefined {
  const last = curve.at(-1)
  const earlier = curve[Math.max(0, curve.length - 1 - RECENT)]
  if (!last || !earlier || last.iteration === earlier.iteration) return undefined
  return (last.seconds - earlier.seconds) / (last.iteration - earlier.iteration)
}

/** A pace for people: `0.43 s`, `87 ms`. */
export function paceText(seconds: number): string {
  return seconds < 0.1 ? `${Math.max(1, Math.round(seconds * 1000))} ms` : `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`
}

/** A rough duration for people: `5 s`, `2 min 10 s`, `1 h 5 min`. */
export function durationText(seconds: number): string {
  if (seconds < 59.5) return `${Math.max(1, Math.round(seconds))} s`
  // Nobody needs every second of an estimate.
  const rounded = seconds < 570 ? 5 * Math.round(seconds / 5) : 60 * Math.round(seconds / 60)
  const [minutes, rest] = [Math.floor(rounded / 60), rounded % 60]
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}
