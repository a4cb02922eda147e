import type { Claim } from '../galleryPage.js'
import { type ComparedRun, judged, open, type Saying } from './verdict.js'
import { percent } from './words.js'
import { FEWEST_PAIRS, type Yardstick } from './yardstick.js'

/** How far two pictures lie apart. */
export interface Distance {
  /** The distance at the taps of the loss. */
  readonly seen: number
  readonly pixels: number
  /** The distance of the pixels without detail finer than eight pixels. */
  readonly coarse: number
}

/** The distance of two seeds' pictures, and for each kind of distance how far different pictures lie apart. */
export interface SeedDistances {
  readonly seeds: Distance
  readonly scale: Readonly<Record<keyof Distance, Yardstick>>
}

/** A tenth of a difference would pass as noise, nine tenths would not; half is where a claim turns. */
const HALF = 0.5

const RECONSTRUCTION: Saying = {
  says: 'Reconstruction is repeatable: another noise gives the same picture but for fine grain.',
  rule: 'In the layer’s features, and in the pixels without detail under 8 px, the two lie less than half as far apart as different pictures do in the median.',
}

const TEXTURE: Saying = {
  says: 'Another noise gives a texture of the same statistics in a different arrangement.',
  rule: 'In their Gram matrices the two lie less than half as far apart as different pictures do in the median, in their pixels more than half.',
}

export function reconstructionSeedsClaim(distances: SeedDistances | undefined, runs: readonly ComparedRun[]): Claim {
  return seedsClaim(RECONSTRUCTION, distances, runs, ({ seen, coarse }) => seen < HALF && coarse < HALF)
}

export function textureSeedsClaim(distances: SeedDistances | undefined, runs: readonly ComparedRun[]): Claim {
  return seedsClaim(TEXTURE, distances, runs, ({ seen, pixels }) => seen < HALF && pixels > HALF)
}

/** @param holds is given each distance as a share of the median of different pictures */
function seedsClaim(
  saying: Saying,
  distances: SeedDistances | undefined,
  runs: readonly ComparedRun[],
  holds: (shares: Distance) => boolean,
): Claim {
  if (!distances) return open(saying, 'One of the two pictures is missing.')
  const { seeds, scale } = distances
  const { pairs } = scale.seen
  if (pairs < FEWEST_PAIRS)
    return open(saying, 'One pair of different pictures is no yardstick. With a third picture there are three pairs.')
  const share = (kind: keyof Distance) => seeds[kind] / scale[kind].median
  const shares = { seen: share('seen'), pixels: share('pixels'), coarse: share('coarse') }
  return judged(
    saying,
    runs,
    holds(shares),
    `As the loss sees them, the two lie ${percent(shares.seen)} as far apart as different pictures do (median of ${pairs} pairs); pixel by pixel ${percent(shares.pixels)}, and without detail under 8 px ${percent(shares.coarse)}.`,
  )
}
