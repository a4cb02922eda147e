import type { ImageSize } from './imageSize.js'
import { type LossSpecification, tapsOf } from './specification.js'
import { layersUpTo, type Tap } from './taps.js'
import { TERM_FACTS } from './terms/termKinds.js'

/** A part of a picture that is evaluated at once, halo included, and the part of it that it owns; all in the picture's pixels. */
export interface Window {
  readonly x: number
  readonly y: number
  /** Every position of every tap belongs to exactly one window's tile. Ends are exclusive. */
  readonly tile: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
}

/** How a picture is evaluated by windows. */
export interface WindowPlan {
  /** The size of every window: one graph does for all. */
  readonly size: ImageSize
  readonly windows: readonly Window[]
}

/**
 * Windows that together read every position of the taps exactly as one evaluation of the whole picture does. A window begins where
 * pooling's cells do, as the picture itself does, and reaches beyond its tile by what the deepest tap sees, so that what is wrong at
 * its inner edges, where the picture would go on, is read by no tap of the tile.
 *
 * @param inner the length and width that a window has beside its halo, at most: in whole cells of pooling, and what the picture has
 *   beyond its last one
 * @returns one window, as large as the picture, where the picture is no larger than a window
 */
export function planWindows(taps: readonly Tap[], { height, width }: ImageSize, inner: number): WindowPlan {
  const { cell, halo } = haloOf(taps)
  const [rows, columns] = [cut(height, inner, cell, halo), cut(width, inner, cell, halo)]
  return {
    size: { height: rows.length, width: columns.length },
    windows: rows.spans.flatMap(row =>
      columns.spans.map(column => ({
        x: column.origin,
        y: row.origin,
        tile: { left: column.begin, right: column.end, top: row.begin, bottom: row.end },
      })),
    ),
  }
}

/**
 * The windows that a loss of a picture is evaluated by.
 *
 * @param window their length and width beside their halo; undefined and `whole` are none
 * @returns undefined where the picture is no larger than one window, which is evaluated faster and in less memory as a whole, and where
 *   a term must see the picture whole
 */
export function windowsOf(
  specification: LossSpecification,
  size: ImageSize,
  window: number | 'whole' | undefined,
): WindowPlan | undefined {
  const taps = tapsOf(specification)
  if (typeof window !== 'number' || taps.length === 0 || !hasWindows(specification)) return undefined
  const plan = planWindows(taps, size, window)
  return plan.windows.length > 1 ? plan : undefined
}

/** Whether all terms of a loss can be evaluated by windows. */
export function hasWindows({ terms }: Pick<LossSpecification, 'terms'>): boolean {
  return terms.every(({ kind }) => !('isWhole' in TERM_FACTS[kind]))
}

/**
 * The pixels that a pooled pixel of the last block covers, in one direction, and how far a window reaches beyond its tile, a multiple
 * of that. A convolution of block b sees 2^(b−1) pixels further; pooling adds nothing where windows begin with a cell.
 */
export function haloOf(taps: readonly Tap[]): { readonly cell: number; readonly halo: number } {
  const layers = layersUpTo(taps)
  const cell = 2 ** ((layers.at(-1)?.block ?? 1) - 1)
  const reach = layers.reduce((sum, { block }) => sum + 2 ** (block - 1), 0)
  return { cell, halo: cell * Math.ceil(reach / cell) }
}

interface Cut {
  /** The length of every window. */
  readonly length: number
  readonly spans: readonly { readonly origin: number; readonly begin: number; readonly end: number }[]
}

/** Cuts one axis into the fewest windows of one length; all are as odd as the axis, so that the last one ends where it does. */
function cut(length: number, inner: number, cell: number, halo: number): Cut {
  const [cells, haloCells, rest] = [Math.floor(length / cell), halo / cell, length % cell]
  const most = Math.max(1, Math.floor(inner / cell)) + 2 * haloCells
  if (cells <= most) return { length, spans: [{ origin: 0, begin: 0, end: length }] }
  let [count, needed] = [1, cells]
  while (needed > most) {
    count++
    needed = Math.ceil((cells + 2 * haloCells * (count - 1)) / count)
  }
  const windowCells = needed
  const origins = Array.from({ length: count }, (_, k) => Math.floor((k * (cells - windowCells)) / (count - 1)))
  // Tiles meet in the middle of where both windows are right.
  const borders = origins
    .slice(1)
    .map((origin, k) => Math.floor((origin + haloCells + (origins[k] ?? 0) + windowCells - haloCells) / 2))
  return {
    length: cell * windowCells + rest,
    spans: origins.map((origin, k) => ({
      origin: cell * origin,
      begin: k === 0 ? 0 : cell * (borders[k - 1] ?? 0),
      end: k === count - 1 ? length : cell * (borders[k] ?? 0),
    })),
  }
}
