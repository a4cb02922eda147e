import { NstOnnxError } from '../errors.js'
import type { Size } from '../images/fitPicture.js'
import { shown } from '../options/shown.js'
import type { CheckedRequest } from './request.js'
import type { Settings } from './settings.js'

/** What a run may ask for at most, for those who serve strangers. Without a limit, what the machine can do counts. */
export interface Limits {
  /** Bytes of a picture file. */
  readonly bytes?: number
  /** Pixels of a picture as it is given. */
  readonly pixels?: number
  /** Style pictures of a run. */
  readonly styles?: number
  /** Long sides in pixels, and steps; their options' defaults count too. A texture's `outputSize` is held to `size` as well. */
  readonly size?: number
  readonly styleSize?: number
  readonly iterations?: number
}

const LIMITS: Readonly<Record<keyof Limits, true>> = {
  bytes: true,
  pixels: true,
  styles: true,
  size: true,
  styleSize: true,
  iterations: true,
}

/** Throws NstOnnxError `usage` for a limit that would limit nothing: one of another name, or that is no number. */
export function requireLimits(limits: Limits): void {
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(LIMITS, name))
      throw new NstOnnxError('limit-unknown', {
        option: 'limits',
        value: shown(name),
        limits: Object.keys(LIMITS).join(', '),
      })
    if (value !== undefined && !(typeof value === 'number' && value >= 0))
      throw new NstOnnxError('limit-wrong', { option: 'limits', name, value: shown(value) })
  }
}

/** Throws NstOnnxError `usage` for a run that asks for more than is allowed. */
export function requireWithin(
  { size, styleSize, iterations }: Settings,
  { styles = [], outputSize }: Pick<CheckedRequest<unknown>, 'styles' | 'outputSize'>,
  limits: Limits,
): void {
  const asked: [option: string, value: number, limit: number | undefined][] = [
    ['styles', styles.length, limits.styles],
    ['size', size, limits.size],
    ['styleSize', styleSize, limits.styleSize],
    ['iterations', iterations, limits.iterations],
  ]
  if (outputSize) asked.push(['outputSize', Math.max(outputSize.width, outputSize.height), limits.size])
  for (const [option, value, limit = Number.POSITIVE_INFINITY] of asked)
    if (value > limit) throw new NstOnnxError('over-limit', { option, value, limit })
}

/** Throws NstOnnxError `input` for a file of more bytes than are allowed. */
export function requireFewBytes(
  name: string,
  { length }: Uint8Array,
  { bytes = Number.POSITIVE_INFINITY }: Limits,
): void {
  if (length > bytes) throw new NstOnnxError('picture-over-limit', { name, value: length, unit: 'bytes', limit: bytes })
}

/** Throws NstOnnxError `input` for a picture of more pixels than are allowed. */
export function requireFewPixels(
  name: string,
  { width, height }: Size,
  { pixels = Number.POSITIVE_INFINITY }: Limits,
): void {
  if (width * height > pixels)
    throw new NstOnnxError('picture-over-limit', { name, value: width * height, unit: 'pixels', limit: pixels })
}
