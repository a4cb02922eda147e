import type { ImageSize } from '../graphs/imageSize.js'
import type { MapPrecision } from '../runtime/mapPrecision.js'
import type { Settings } from './settings.js'

/** The settings of a run whose result has a known size, which decides what is open in them and nothing else does. */
export interface SizedSettings extends Settings {
  readonly history: number
  readonly mapPrecision: MapPrecision
}

const MEGAPIXEL = 1e6
const BYTES_A_PAIR_AND_PIXEL = 24
/** What pairs may take at sizes for which memory is no question. */
const ROOM_FOR_PAIRS = 64e6
/** Four times the usual number saves an eighth of the evaluations; ten times, a fifth, for loops that take as long as they save. */
const MOST_PAIRS = 40
const USUAL_PAIRS = 10

/** Fills in what memory allows at a size: the same on every machine, however much of it is free. */
export function sizedSettings(settings: Settings, size: ImageSize): SizedSettings {
  return { ...settings, history: historyAt(settings, size), mapPrecision: mapPrecisionAt(settings, size) }
}

export function historyAt({ history }: Pick<Settings, 'history'>, { width, height }: ImageSize): number {
  const pixels = width * height
  if (history !== undefined) return history
  if (pixels > 2 * MEGAPIXEL) return pixels <= 8 * MEGAPIXEL ? 5 : 3
  const held = Math.floor(ROOM_FOR_PAIRS / (BYTES_A_PAIR_AND_PIXEL * pixels))
  return Math.min(MOST_PAIRS, Math.max(USUAL_PAIRS, held))
}

export function mapPrecisionAt(
  { mapPrecision }: Pick<Settings, 'mapPrecision'>,
  { width, height }: ImageSize,
): MapPrecision {
  return mapPrecision ?? (width * height <= 2 * MEGAPIXEL ? 'single' : 'half')
}
