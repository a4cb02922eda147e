import { readOff } from '../../graphs/specification.js'
import type { Picture } from '../../images/picture.js'
import type { Job } from '../../jobs/runJobs.js'
import { bandErrors } from '../../measures/bandErrors.js'
import { pixelDistance } from '../../measures/pixelDistance.js'
import { tensorsDistance } from '../../measures/relativeDistance.js'
import type { Tensors } from '../../runtime/sessionHost.js'
import { pictureTitle } from '../../studies/fileNames.js'
import {
  type Distance,
  reconstructionSeedsClaim,
  type SeedDistances,
  textureSeedsClaim,
} from '../claims/seedsClaims.js'
import { mean } from '../claims/texturesClaim.js'
import type { ComparedRun } from '../claims/verdict.js'
import { rounded } from '../claims/words.js'
import type { FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, SEEDS, settingsOf } from './figurePlan.js'
import { inputYardsticks } from './inputYardsticks.js'
import { reconstructionJob, textureJob } from './jobsOf.js'
import type { MadePictures } from './madePictures.js'

/** Cycles per pixel. */
const COARSE = 1 / 8

/** One reconstruction from two noises. */
export function reconstructionSeedsFigure(inputs: GalleryInputs, layer: string): FigurePlan {
  const jobs = SEEDS.map(seed => reconstructionJob(inputs, 0, layer, seed))
  const title = pictureTitle(inputs.contents[0] ?? '')
  return {
    jobs,
    async compose(made) {
      const distances = await measure(made, jobs, inputs, 'content')
      return {
        ...(await figureOf(made, jobs, `${title}, reconstructed from ${layer}`)),
        id: 'reconstruction-seeds',
        title: 'The same picture from another noise?',
        text: [
          `Both pictures are reconstructions of ${title} from ${layer}, begun from two different noises. Where they agree, the layer decides what is there; where they differ, it leaves the choice to the noise.`,
          FLICKER,
        ],
        claim: reconstructionSeedsClaim(distances, runsOf(made, jobs)),
        tables: tablesOf(distances, 'features'),
      }
    },
  }
}

/** One texture from two noises. */
export function textureSeedsFigure(inputs: GalleryInputs, layers: readonly string[]): FigurePlan {
  const jobs = SEEDS.map(seed => textureJob(inputs, 0, layers, seed))
  const title = pictureTitle(inputs.styles[0] ?? '')
  return {
    jobs,
    async compose(made) {
      const distances = await measure(made, jobs, inputs, 'style')
      return {
        ...(await figureOf(made, jobs, `A texture of ${title}`)),
        id: 'texture-seeds',
        title: 'The same texture from another noise?',
        text: [
          `The texture of ${title} once more, begun from two different noises. If a Gram matrix tells a manner and nothing of places, the two should be alike in kind and have no stroke in common.`,
          FLICKER,
        ],
        claim: textureSeedsClaim(distances, runsOf(made, jobs)),
        tables: tablesOf(distances, 'Gram matrices'),
      }
    },
  }
}

const FLICKER = 'Let the two change in one place: the eye is quick to see what moves.'

async function figureOf(made: MadePictures, jobs: readonly Job<string>[], alt: string) {
  const shots = []
  for (const [index, job] of jobs.entries())
    shots.push(await made.shot(job.name, `seed ${SEEDS[index]}`, `${alt}, seed ${SEEDS[index]}`))
  const settings = settingsOf(made.plan(jobs[0]?.name ?? '')).filter(([name]) => name !== 'Start')
  return { player: { kind: 'flicker' } as const, rows: [shots], settings }
}

function runsOf(made: MadePictures, jobs: readonly Job<string>[]): ComparedRun[] {
  return jobs.flatMap(({ name }, index) => made.run(name, `seed ${SEEDS[index]}`) ?? [])
}

/** Tells how far two pictures lie apart in the loss of their kind, and how far the gallery's inputs do. */
async function measure(
  made: MadePictures,
  [first, second]: readonly Job<string>[],
  inputs: GalleryInputs,
  kind: 'content' | 'style',
): Promise<SeedDistances | undefined> {
  const [a, b] = [first && made.picture(first.name), second && made.picture(second.name)]
  if (!first || !a || !b) return undefined
  const { terms } = readOff(made.plan(first.name).specification, kind)
  const known = new Map<Picture, Tensors>()
  const read = async (picture: Picture) => {
    const tensors = known.get(picture) ?? (await made.read(first.name, terms, picture))
    known.set(picture, tensors)
    return tensors
  }
  const between = async (one: Picture, other: Picture): Promise<Distance> => {
    const pixels = pixelDistance(one, other)
    const coarse = bandErrors(one, other).filter(({ to }) => to <= COARSE)
    const share = coarse.reduce((sum, band) => sum + band.share, 0)
    const seen = mean(Object.values(tensorsDistance(await read(one), await read(other))))
    return { seen, pixels, coarse: pixels * Math.sqrt(share) }
  }
  const scale = await inputYardsticks(inputs, made, a, between)
  return scale && { seeds: await between(a, b), scale }
}

function tablesOf(distances: SeedDistances | undefined, what: string): FigureTable[] {
  if (!distances) return []
  const { seeds, scale } = distances
  const { pairs } = scale.seen
  const row = (name: string, { seen, pixels, coarse }: Distance) => [name, ...[seen, pixels, coarse].map(rounded)]
  const among = (which: 'least' | 'median' | 'greatest'): Distance => ({
    seen: scale.seen[which],
    pixels: scale.pixels[which],
    coarse: scale.coarse[which],
  })
  const others =
    pairs === 1
      ? [row('the one pair of input pictures', among('median'))]
      : [
          row(`input pictures, the nearest of ${pairs} pairs`, among('least')),
          row('input pictures, median', among('median')),
          row('input pictures, the furthest', among('greatest')),
        ]
  return [
    {
      caption: 'How far two pictures lie apart',
      explains: explanation(what),
      head: ['Between', what, 'pixels', 'without detail under 8 px'],
      rows: [row('the two seeds', seeds), ...others],
    },
  ]
}

function explanation(what: string): string {
  return `Distances of ${what} are 0 where the network sees no difference and 1.41 where the two have nothing in common. Distances of pixels are the root mean square difference of their values, 0 to 1: black and white lie 1 apart. The last column leaves out all detail finer than 8 pixels. The rows below the first say how far pictures lie apart that have nothing to do with each other: this gallery’s own inputs, cropped to one size.`
}
