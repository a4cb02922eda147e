import { coverPicture } from '../../images/fitPicture.js'
import type { Picture } from '../../images/picture.js'
import type { Distance, SeedDistances } from '../claims/seedsClaims.js'
import { pairsOf, yardstickOf } from '../claims/yardstick.js'
import type { GalleryInputs } from './figurePlan.js'
import { transferJob } from './jobsOf.js'
import type { MadePictures } from './madePictures.js'

/** So many have 15 pairs; more would make a large gallery slow and the median hardly surer. */
const MOST_PICTURES = 6

/**
 * How far the gallery's input pictures lie apart, each cropped to fill the size of another picture; undefined where there are no two
 * that differ.
 *
 * @param measure tells two pictures' distance
 */
export async function inputYardsticks(
  inputs: GalleryInputs,
  made: MadePictures,
  { width, height }: Picture,
  measure: (a: Picture, b: Picture) => Promise<Distance>,
): Promise<SeedDistances['scale'] | undefined> {
  const pictures = inputPictures(inputs, made).map(picture => coverPicture(picture, width, height))
  const distances: Distance[] = []
  for (const [a, b] of pairsOf(pictures)) distances.push(await measure(a, b))
  // One picture under two names is no pair.
  const different = distances.filter(({ pixels }) => pixels > 0)
  const [seen, pixels, coarse] = [
    yardstickOf(different.map(({ seen }) => seen)),
    yardstickOf(different.map(({ pixels }) => pixels)),
    yardstickOf(different.map(({ coarse }) => coarse)),
  ]
  return seen && pixels && coarse && { seen, pixels, coarse }
}

function inputPictures(inputs: GalleryInputs, made: MadePictures): Picture[] {
  const { contents, styles } = inputs
  const byPath = new Map<string, Picture | undefined>()
  for (const [index, path] of contents.entries())
    byPath.set(path, made.inputs(transferJob(inputs, index, 0).name).content?.picture)
  for (const [index, path] of styles.entries())
    if (!byPath.has(path)) byPath.set(path, made.inputs(transferJob(inputs, 0, index).name).styles[0]?.picture)
  return [...byPath.values()].filter(picture => picture !== undefined).slice(0, MOST_PICTURES)
}
