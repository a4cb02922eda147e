import { readOff } from '../../graphs/specification.js'
import { coverPicture } from '../../images/fitPicture.js'
import type { Picture } from '../../images/picture.js'
import type { Job } from '../../jobs/runJobs.js'
import { bandErrors } from '../../measures/bandErrors.js'
import { pixelDistance } from '../../measures/pixelDistance.js'
import { pictureTitle } from '../../studies/fileNames.js'
import type { Claim, FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, rounded, SEEDS, settingsOf } from './figurePlan.js'
import { reconstructionJob, textureJob, transferJob } from './jobsOf.js'
import type { MadePictures } from './madePictures.js'

/** How far two pictures lie apart. */
interface Distance {
  /** The distance at the taps of the loss. */
  readonly seen: number
  readonly pixels: number
  /** The distance of the pixels without detail finer than eight pixels. */
  readonly coarse: number
}

/** Distances between the pictures of two seeds, and between two different pictures for scale. */
interface Distances {
  readonly seeds: Distance
  readonly scale: Distance
}

/** A tenth of a difference would pass as noise, nine tenths would not; half is where a claim turns. */
const HALF = 0.5
/** Cycles per pixel. */
const COARSE = 1 / 8

/** One reconstruction from two noises. */
export function reconstructionSeedsFigure(inputs: GalleryInputs, layer: string): FigurePlan {
  const jobs = SEEDS.map(seed => reconstructionJob(inputs, 0, layer, seed))
  return {
    jobs,
    async compose(made) {
      const title = pictureTitle(inputs.contents[0] ?? '')
      const distances = await measure(made, jobs, inputs, 'content')
      return {
        id: 'reconstruction-seeds',
        title: 'One reconstruction from two noises',
        text: `${title}, reconstructed from ${layer}, begun from two different noises.`,
        rows: [await shotsOf(made, jobs, `${title}, reconstructed from ${layer}`)],
        settings: settingsOf(made.plan(jobs[0]?.name ?? '')).filter(([name]) => name !== 'Start'),
        claim: claimOf(
          'Reconstruction is repeatable: another noise gives the same picture but for fine grain.',
          distances,
          ({ seeds, scale }) => seeds.seen < HALF * scale.seen && seeds.coarse < HALF * scale.coarse,
        ),
        tables: tablesOf(distances, 'features'),
      }
    },
  }
}

/** One texture from two noises. */
export function textureSeedsFigure(inputs: GalleryInputs, layers: readonly string[]): FigurePlan {
  const jobs = SEEDS.map(seed => textureJob(inputs, 0, layers, seed))
  return {
    jobs,
    async compose(made) {
      const title = pictureTitle(inputs.styles[0] ?? '')
      const distances = await measure(made, jobs, inputs, 'style')
      return {
        id: 'texture-seeds',
        title: 'One texture from two noises',
        text: `The texture of ${title}, begun from two different noises.`,
        rows: [await shotsOf(made, jobs, `A texture of ${title}`)],
        settings: settingsOf(made.plan(jobs[0]?.name ?? '')).filter(([name]) => name !== 'Start'),
        claim: claimOf(
          'Another noise gives a texture of the same statistics in a different arrangement.',
          distances,
          ({ seeds, scale }) => seeds.seen < HALF * scale.seen && seeds.pixels > HALF * scale.pixels,
        ),
        tables: tablesOf(distances, 'Gram matrices'),
      }
    },
  }
}

/** Another content, or where there is none a style: what two different pictures differ by. */
function otherThanContent(made: MadePictures, inputs: GalleryInputs): Picture | undefined {
  if (inputs.contents.length > 1) return made.inputs(transferJob(inputs, 1, 0).name).content?.picture
  return made.inputs(transferJob(inputs, 0, 0).name).styles[0]?.picture
}

function otherThanStyle(made: MadePictures, inputs: GalleryInputs): Picture | undefined {
  if (inputs.styles.length > 1) return made.inputs(transferJob(inputs, 0, 1).name).styles[0]?.picture
  return made.inputs(transferJob(inputs, 0, 0).name).content?.picture
}

async function shotsOf(made: MadePictures, jobs: readonly Job<string>[], alt: string) {
  const shots = []
  for (const [index, job] of jobs.entries())
    shots.push(await made.shot(job.name, `seed ${SEEDS[index]}`, `${alt}, seed ${SEEDS[index]}`))
  return shots
}

/** Tells how far two pictures lie apart in the loss of their kind, and how far what they are made of lies from another input. */
async function measure(
  made: MadePictures,
  [first, second]: readonly Job<string>[],
  inputs: GalleryInputs,
  kind: 'content' | 'style',
): Promise<Distances | undefined> {
  const [a, b] = [first && made.picture(first.name), second && made.picture(second.name)]
  if (!first || !a || !b) return undefined
  const { content, styles } = made.inputs(first.name)
  const original = (kind === 'content' ? content : styles[0])?.picture
  const other = kind === 'content' ? otherThanContent(made, inputs) : otherThanStyle(made, inputs)
  if (!original || !other) return undefined
  const { terms } = readOff(made.plan(first.name).specification, kind)
  const between = async (one: Picture, other: Picture): Promise<Distance> => {
    const fitted = coverPicture(other, one.width, one.height)
    const pixels = pixelDistance(one, fitted)
    const coarse = bandErrors(one, fitted).filter(({ to }) => to <= COARSE)
    const share = coarse.reduce((sum, band) => sum + band.share, 0)
    return { seen: await made.distance(first.name, terms, one, other), pixels, coarse: pixels * Math.sqrt(share) }
  }
  return { seeds: await between(a, b), scale: await between(original, other) }
}

function claimOf(says: string, distances: Distances | undefined, holds: (distances: Distances) => boolean): Claim {
  if (!distances) return { says, verdict: 'open', because: 'One of the two pictures is missing.' }
  const { seeds, scale } = distances
  const share = (one: number, all: number) => `${Math.round((100 * one) / all)} %`
  return {
    says,
    verdict: holds(distances) ? 'supported' : 'contradicted',
    because: `As the loss sees them, the two lie ${share(seeds.seen, scale.seen)} as far apart as two different pictures; pixel by pixel ${share(seeds.pixels, scale.pixels)}, and without detail under 8 px ${share(seeds.coarse, scale.coarse)}.`,
  }
}

function tablesOf(distances: Distances | undefined, what: string): FigureTable[] {
  if (!distances) return []
  const row = (name: string, { seen, pixels, coarse }: Distance) => [name, ...[seen, pixels, coarse].map(rounded)]
  return [
    {
      caption: `Distance between pictures: of their ${what} (0 equal, 1.41 unrelated), and of their pixels (root mean square, 0 to 1)`,
      head: ['Between', what, 'pixels', 'without detail under 8 px'],
      rows: [row('the two seeds', distances.seeds), row('two different pictures', distances.scale)],
    },
  ]
}
