import type { Tap } from '../../graphs/taps.js'
import { pictureTitle } from '../../studies/fileNames.js'
import type { Claim, FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, rounded, SEEDS, settingsOf } from './figurePlan.js'
import { textureJob } from './jobsOf.js'

/** Distance of Gram matrices from the style's, at each tap. */
interface SetDistances {
  readonly label: string
  readonly layers: readonly Tap[]
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
      const plan = made.plan(whole)
      const style = made.inputs(whole).styles[0]?.picture
      const row = []
      if (style) row.push(await made.given(style, 'the style', `The style picture ${title}`))
      const measured: SetDistances[] = []
      for (const { job, label, layers } of sets) {
        row.push(await made.shot(job.name, label, `A texture of ${title} from ${label}`))
        const picture = made.picture(job.name)
        if (!picture || !style) continue
        const distances = await made.distances(
          whole,
          all.map(tap => ({ kind: 'style', tap })),
          picture,
          style,
        )
        measured.push({
          label,
          layers,
          distances: new Map(all.map(tap => [tap, distances[`gram.${tap}`] ?? Number.NaN])),
        })
      }
      return {
        id: 'textures',
        title: 'Textures, by layer set',
        text: 'Noise is changed until its Gram matrices at some layers are those of the style picture. Low layers know colours and fine grain, higher ones strokes and shapes.',
        rows: [row],
        settings: settingsOf(plan).filter(([name]) => name !== 'Style layers'),
        claim: claimOf(measured),
        tables: measured.length > 0 ? [tableOf(measured, all)] : [],
      }
    },
  }
}

/** The first tap, the first three, the last, and all. */
export function layerSets(all: readonly Tap[]): (readonly Tap[])[] {
  return all.length < 4 ? [all] : [all.slice(0, 1), all.slice(0, 3), all.slice(-1), all]
}

function tableOf(measured: readonly SetDistances[], all: readonly Tap[]): FigureTable {
  return {
    caption: 'Distance of Gram matrices from the style picture’s, at each layer (0 equal, 1.41 unrelated)',
    head: ['Made from', ...all],
    rows: measured.map(({ label, distances }) => [label, ...all.map(tap => rounded(distances.get(tap) ?? Number.NaN))]),
  }
}

function claimOf(measured: readonly SetDistances[]): Claim {
  const says =
    'A texture has the statistics of the layers it was made from, and only with all of them those of the style.'
  const partial = measured.filter(({ layers, distances }) => layers.length < distances.size)
  const whole = measured.find(({ layers, distances }) => layers.length === distances.size)
  if (!whole || partial.length === 0)
    return { says, verdict: 'open', because: 'There are no two layer sets to compare.' }
  const means = partial.map(({ layers, distances }) => ({
    own: mean([...distances].filter(([tap]) => layers.includes(tap))),
    others: mean([...distances].filter(([tap]) => !layers.includes(tap))),
  }))
  const all = mean([...whole.distances])
  const own = mean(means.map(({ own }) => ['own', own]))
  const others = mean(means.map(({ others }) => ['others', others]))
  const holds = means.every(({ own, others }) => own < others) && all < others
  return {
    says,
    verdict: holds ? 'supported' : 'contradicted',
    because: `On average a set lies ${rounded(own)} from the style at its own layers and ${rounded(others)} at the others; all layers together lie ${rounded(all)} from it everywhere.`,
  }
}

const mean = (entries: readonly (readonly [unknown, number])[]): number =>
  entries.reduce((sum, [, value]) => sum + value, 0) / entries.length
