import type { Job } from '../jobs/runJobs.js'
import { tapNamed } from '../options/checkOptions.js'
import { filledOptions } from '../options/filledOptions.js'
import { PRESETS } from '../options/presets.js'
import { isCpu } from '../runtime/devices.js'
import { lede, WORDS } from './article.js'
import type { FigurePlan, GalleryInputs } from './figures/figurePlan.js'
import { gridFigure } from './figures/gridFigure.js'
import { largePicture, largerFigure } from './figures/largerFigure.js'
import { layersFigure } from './figures/layersFigure.js'
import type { MadePictures } from './figures/madePictures.js'
import { reconstructionSeedsFigure, textureSeedsFigure } from './figures/seedsFigure.js'
import { startFigure } from './figures/startFigure.js'
import { styleWeightFigure } from './figures/styleWeightFigure.js'
import { texturesFigure } from './figures/texturesFigure.js'
import type { Figure, GalleryPage } from './galleryPage.js'

/** The figures of a gallery, and every job that any of them needs, once and in their order. */
export interface Gallery {
  readonly inputs: GalleryInputs
  readonly jobs: readonly Job<string>[]
  readonly figures: readonly FigurePlan[]
}

/** Every figure of the course page that this project reproduces, on the user's pictures. Throws NstOnnxError `usage`. */
export function planGallery(given: GalleryInputs): Gallery {
  const { preset } = filledOptions(given.options)
  const { styleLayers, contentLayers } = PRESETS[preset]
  // Each layer goes by one name all over the page.
  const inputs = { ...given, layers: given.layers.map(name => tapNamed('layers', name)) }
  const layer = inputs.layers.find(name => contentLayers.includes(name)) ?? inputs.layers[0] ?? ''
  const figures = [
    layersFigure(inputs),
    reconstructionSeedsFigure(inputs, layer),
    texturesFigure(inputs, styleLayers),
    textureSeedsFigure(inputs, styleLayers),
    styleWeightFigure(inputs, preset),
    startFigure(inputs),
    gridFigure(inputs),
    largerFigure(inputs),
  ]
  const jobs = new Map(figures.flatMap(figure => figure.jobs.map(job => [job.name, job])))
  return { inputs, figures, jobs: [...jobs.values()] }
}

/**
 * The page of what has been made. Measures the pictures on the way.
 *
 * @param command that builds the page
 */
export async function composeGallery(gallery: Gallery, made: MadePictures, command: string): Promise<GalleryPage> {
  const { inputs, jobs } = gallery
  const [first] = jobs
  if (!first) throw new Error('a gallery has pictures')
  const { recipe, device, threads } = made.plan(first.name)
  const figures: Figure[] = []
  for (const plan of gallery.figures) {
    const figure = await plan.compose(made)
    if (figure) figures.push(figure)
  }
  const large = await largePicture(inputs, made)
  const features = recipe.features.source
  return {
    title: 'Neural style transfer, figure by figure',
    lede: lede({
      contents: inputs.contents.length,
      styles: inputs.styles.length,
      claims: figures.filter(({ claim }) => claim).length,
      features,
    }),
    ...(large && { large }),
    made: [
      ['Made by', recipe.package],
      ['Runtime', recipe.runtime],
      ['Device', isCpu(device) ? `${device}, ${threads} threads` : device],
      ['Features', features === 'vgg19' ? 'VGG-19' : 'filters fitted to the pictures'],
    ],
    command,
    figures,
    words: WORDS,
  }
}
