import type { Job } from '../../jobs/runJobs.js'
import { tapNamed } from '../../options/checkOptions.js'
import type { Options } from '../../options/optionsTable.js'
import { reconstruction, texture } from '../../requests/request.js'
import { fileName, pictureTitle } from '../../studies/fileNames.js'
import type { GalleryInputs } from './figurePlan.js'

// The jobs of a gallery, under names that say which picture it is: figures that show the same picture share a job.

/** The most characters of a title, so that two leave room for what else tells a picture from the others. */
const LONGEST_TITLE = 40

/** A picture's place among the inputs with its name, so that two pictures of one name differ. */
const named = (paths: readonly string[], index: number) =>
  `${index + 1}-${fileName(pictureTitle(paths[index] ?? ''), LONGEST_TITLE)}`

export function reconstructionJob(
  { contents, options }: GalleryInputs,
  content: number,
  layer: string,
  seed: number,
): Job<string> {
  const tap = tapNamed('layers', layer)
  return {
    name: fileName(`reconstruction-${named(contents, content)}-${tap}-seed${seed}`),
    request: reconstruction(contents[content] ?? '', tap, { ...options, seed }),
  }
}

export function textureJob(
  { styles, options }: GalleryInputs,
  style: number,
  layers: readonly string[],
  seed: number,
): Job<string> {
  return {
    name: fileName(`texture-${named(styles, style)}-${layers.join('-')}-seed${seed}`),
    request: texture(styles[style] ?? '', layers, { ...options, seed, colors: undefined }),
  }
}

/** @param more what this one has of its own, and `suffix` tells it by */
export function transferJob(
  { contents, styles, options }: GalleryInputs,
  content: number,
  style: number,
  suffix = '',
  more: Options = {},
): Job<string> {
  return {
    name: fileName(`transfer-${named(contents, content)}-${named(styles, style)}${suffix && `-${suffix}`}`),
    request: { ...options, ...more, content: contents[content] ?? '', style: styles[style] ?? '' },
  }
}
