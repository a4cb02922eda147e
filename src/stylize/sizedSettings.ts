import type { ImageSize } from '../graphs/specification.js'
import type { MapPrecision } from '../runtime/mapPrecision.js'
import type { Settings } from './settings.js'

/** The settings of a run whose result has a known size, which decides what is open in them and nothing else does. */
export interface SizedSettings extends Settings {
  readonly history: number
  readonly mapPrecision: MapPrecision
}

const MEGAPIXEL = 1e6

/** Fills in what large results make do with, so that memory goes further: the same on every machine, however much of it is free. */
export function sizedSettings(settings: Settings, size: ImageSize): SizedSettings {
  return { ...settings, history: historyAt(settings, size), mapPrecision: mapPrecisionAt(settings, size) }
}

export function historyAt({ history }: Pick<Settings, 'history'>, { width, height }: ImageSize): number {
  const pixels = width * height
  return history ?? (pixels <= 2 * MEGAPIXEL ? 10 : pixels <= 8 * MEGAPIXEL ? 5 : 3)
}

export function mapPrecisionAt(
  { mapPrecision }: Pick<Settings, 'mapPrecision'>,
  { width, height }: ImageSize,
): MapPrecision {
  return mapPrecision ?? (width * height <= 2 * MEGAPIXEL ? 'single' : 'half')
}
