import type { Tap } from '../../graphs/taps.js'
import { pictureTitle } from '../../studies/fileNames.js'
import { mean, type TextureDistances, texturesClaim } from '../claims/texturesClaim.js'
import { rounded } from '../claims/words.js'
import type { FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, SEEDS, settingsOf } from './figurePlan.js'
import { textureJob } from './jobsOf.js'

/** A texture with its distance at each tap. */
interface MeasuredTexture extends TextureDistances {
  readonly distances: ReadonlyMap<Tap, number>
}

/**
 * Textures of the first style by layer set.
 *
 * @param all the preset's style taps, from the image inwards
 */
export function texturesFigure(inputs: GalleryInputs, all: readonly Tap[]): FigurePlan {
  const sets = layerSets(all).map(layers => ({
    layers,
    label: layers.length === all.length ? 'all layers' : layers.join(', '),
    job: textureJob(inputs, 0, layers, SEEDS[0]),
  }))
  const whole = textureJob(inputs, 0, all, SEEDS[0]).name
  return {
    jobs: sets.map(({ job }) => job),
    async compose(made) {
      const title = pictureTitle(inputs.styles[0] ?? '')
      const style = made.inputs(whole).styles[0]?.picture
      const row = []
      if (style) row.push(await made.given(style, 'the style', `The style picture ${title}`))
      const measured: MeasuredTexture[] = []
      for (const { job, label, layers } of sets) {
        const shot = await made.shot(job.name, label, `A texture of ${title} from ${label}`)
        const [picture, run] = [made.picture(job.name), made.run(job.name, label)]
        if (!picture || !run || !style) {
          row.push(shot)
          continue
        }
        const terms = all.map(tap => ({ kind: 'style', tap }) as const)
        const read = await made.distances(whole, terms, picture, style)
        const distances = new Map(all.map(tap => [tap, read[`gram.${tap}`] ?? Number.NaN]))
        const at = (own: boolean) =>
          [...distances].flatMap(([tap, value]) => (layers.includes(tap) === own ? value : []))
        const texture = { ...run, own: at(true), others: at(false), distances }
        measured.push(texture)
        row.push({ ...shot, note: noteOf(texture) })
      }
      return {
        id: 'textures',
        title: 'What makes a style',
        text: [
          [
            'Style, here, is a texture: how often the patterns that a layer knows are found together, wherever that is. These counts are the layer’s Gram matrix ',
            { cites: 'texture' },
            ', a descendant of older measures of texture ',
            { cites: 'statistics' },
            '. Noise is changed until its Gram matrices at some layers are those of the style picture, and nothing else is asked of it.',
          ],
          'Move the slider through sets of layers. Low layers know colours and grain, higher ones strokes and shapes.',
        ],
        player: { kind: 'slider', label: 'Made from' },
        rows: [row],
        settings: settingsOf(made.plan(whole)).filter(([name]) => name !== 'Style layers'),
        claim: texturesClaim(measured),
        tables: measured.length > 0 ? [tableOf(measured, all)] : [],
      }
    },
  }
}

/** The first tap, the first three, the last, and all. */
export function layerSets(all: readonly Tap[]): (readonly Tap[])[] {
  return all.length < 4 ? [all] : [all.slice(0, 1), all.slice(0, 3), all.slice(-1), all]
}

function noteOf({ own, others }: TextureDistances): string {
  return others.length === 0
    ? `${rounded(mean(own))} from the style in the mean`
    : `${rounded(mean(own))} from the style at its own layers, ${rounded(mean(others))} at the others`
}

function tableOf(measured: readonly MeasuredTexture[], all: readonly Tap[]): FigureTable {
  return {
    caption: 'How far each texture lies from the style, at each layer',
    explains:
      'Distances of Gram matrices: 0 is the style’s own statistics, 1.41 unrelated ones. A texture should be near 0 at the layers it was made from; what it has at the others it was not asked for.',
    head: ['Made from', ...all],
    rows: measured.map(({ name, distances }) => [name, ...all.map(tap => rounded(distances.get(tap) ?? Number.NaN))]),
  }
}
