import type { Job } from '../jobs/runJobs.js'
import { tapNamed } from '../options/checkOptions.js'
import { filledOptions } from '../options/filledOptions.js'
import { PRESETS } from '../options/presets.js'
import { isCpu } from '../runtime/devices.js'
import type { FigurePlan, GalleryInputs } from './figures/figurePlan.js'
import { gridFigure } from './figures/gridFigure.js'
import { inputsFigure } from './figures/inputsFigure.js'
import { largerFigure } from './figures/largerFigure.js'
import { layersFigure } from './figures/layersFigure.js'
import type { MadePictures } from './figures/madePictures.js'
import { reconstructionSeedsFigure, textureSeedsFigure } from './figures/seedsFigure.js'
import { startFigure } from './figures/startFigure.js'
import { styleWeightFigure } from './figures/styleWeightFigure.js'
import { texturesFigure } from './figures/texturesFigure.js'
import type { GalleryPage } from './galleryPage.js'

/** The figures of a gallery, and every job that any of them needs, once and in their order. */
export interface Gallery {
  readonly jobs: readonly Job<string>[]
  readonly figures: readonly FigurePlan[]
}

/** Every figure of the course page that this project reproduces, on the user's pictures. Throws NstOnnxError `usage`. */
export function planGallery(inputs: GalleryInputs): Gallery {
  const { preset } = filledOptions(inputs.options)
  const { styleLayers, contentLayers } = PRESETS[preset]
  const layer = inputs.layers.find(name => contentLayers.includes(tapNamed('layers', name))) ?? inputs.layers[0] ?? ''
  const figures = [
    inputsFigure(inputs),
    layersFigure(inputs),
    reconstructionSeedsFigure(inputs, layer),
    texturesFigure(inputs, styleLayers),
    textureSeedsFigure(inputs, styleLayers),
    styleWeightFigure(inputs, preset),
    gridFigure(inputs),
    startFigure(inputs),
    largerFigure(inputs),
  ]
  const jobs = new Map(figures.flatMap(figure => figure.jobs.map(job => [job.name, job])))
  return { figures, jobs: [...jobs.values()] }
}

/**
 * The page of what has been made. Measures the pictures on the way.
 *
 * @param command that builds the page
 */
export async function composeGallery(gallery: Gallery, made: MadePictures, command: string): Promise<GalleryPage> {
  const [first] = gallery.jobs
  if (!first) throw new Error('a gallery has pictures')
  const { recipe, device, threads } = made.plan(first.name)
  const figures = []
  for (const figure of gallery.figures) figures.push(await figure.compose(made))
  return {
    title: 'Neural style transfer, figure by figure',
    made: [
      ['Made by', recipe.package],
      ['Runtime', recipe.runtime],
      ['Device', isCpu(device) ? `${device}, ${threads} threads` : device],
      ['Features', recipe.features.source === 'vgg19' ? 'VGG-19' : 'filters fitted to the pictures'],
    ],
    command,
    figures,
  }
}
