import { readOff } from '../../graphs/specification.js'
import { pictureTitle } from '../../studies/fileNames.js'
import type { Claim, Figure, FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, rounded, settingsOf } from './figurePlan.js'
import { transferJob } from './jobsOf.js'
import type { MadePictures } from './madePictures.js'

/** A picture of the grid with its distances from every content and every style. */
interface Measured {
  readonly content: number
  readonly style: number
  readonly fromContents: readonly number[]
  readonly fromStyles: readonly number[]
}

/** Every content with every style, the inputs on the margins. */
export function gridFigure(inputs: GalleryInputs): FigurePlan {
  const { contents, styles } = inputs
  const job = (content: number, style: number) => transferJob(inputs, content, style)
  return {
    jobs: contents.flatMap((_, content) => styles.map((_, style) => job(content, style))),
    async compose(made) {
      const rows: Figure['rows'][number][] = [[undefined, ...(await inputShots(made, inputs, 'style'))]]
      const margin = await inputShots(made, inputs, 'content')
      for (const [content, path] of contents.entries()) {
        const shots = []
        for (const [style, stylePath] of styles.entries()) {
          const alt = `${pictureTitle(path)} in the manner of ${pictureTitle(stylePath)}`
          shots.push(await made.shot(job(content, style).name, '', alt))
        }
        rows.push([margin[content], ...shots])
      }
      const measured = await measure(made, inputs)
      return {
        id: 'grid',
        title: 'Every content with every style',
        text: 'Contents on the left, styles on top.',
        rows,
        settings: settingsOf(made.plan(job(0, 0).name)),
        claim: claimOf(inputs, measured),
        tables: measured.length > 0 ? [tableOf(inputs, measured)] : [],
      }
    },
  }
}

async function inputShots(made: MadePictures, inputs: GalleryInputs, kind: 'content' | 'style') {
  const shots = []
  for (const [index, path] of inputs[kind === 'content' ? 'contents' : 'styles'].entries()) {
    const { name } = kind === 'content' ? transferJob(inputs, index, 0) : transferJob(inputs, 0, index)
    const picture = (kind === 'content' ? made.inputs(name).content : made.inputs(name).styles[0])?.picture
    const title = pictureTitle(path)
    shots.push(picture && (await made.given(picture, title, `The ${kind} picture ${title}`)))
  }
  return shots
}

async function measure(made: MadePictures, inputs: GalleryInputs): Promise<Measured[]> {
  const { contents, styles } = inputs
  const measured: Measured[] = []
  for (const content of contents.keys()) {
    for (const style of styles.keys()) {
      const { name } = transferJob(inputs, content, style)
      const picture = made.picture(name)
      if (!picture) continue
      const { specification } = made.plan(name)
      const fromContents: number[] = []
      for (const other of contents.keys()) {
        const input = made.inputs(transferJob(inputs, other, 0).name).content?.picture
        if (input) fromContents.push(await made.distance(name, readOff(specification, 'content').terms, picture, input))
      }
      const fromStyles: number[] = []
      for (const other of styles.keys()) {
        const input = made.inputs(transferJob(inputs, 0, other).name).styles[0]?.picture
        if (input) fromStyles.push(await made.distance(name, readOff(specification, 'style').terms, picture, input))
      }
      measured.push({ content, style, fromContents, fromStyles })
    }
  }
  return measured
}

function tableOf({ contents, styles }: GalleryInputs, measured: readonly Measured[]): FigureTable {
  return {
    caption:
      'Distance of each picture from the contents (features of the content layers) and from the styles (Gram matrices of the style layers); 0 equal, 1.41 unrelated',
    head: ['Picture', ...contents.map(pictureTitle), ...styles.map(pictureTitle)],
    rows: measured.map(({ content, style, fromContents, fromStyles }) => [
      `${pictureTitle(contents[content] ?? '')} × ${pictureTitle(styles[style] ?? '')}`,
      ...[...fromContents, ...fromStyles].map(rounded),
    ]),
  }
}

function claimOf({ contents, styles }: GalleryInputs, measured: readonly Measured[]): Claim {
  const says = 'Each picture shows its own content in its own style.'
  if (measured.length === 0 || contents.length + styles.length < 3)
    return { says, verdict: 'open', because: 'It takes two contents or two styles to tell them apart.' }
  const isNearest = (distances: readonly number[], own: number) => Math.min(...distances) === distances[own]
  const right = measured.filter(
    ({ content, style, fromContents, fromStyles }) => isNearest(fromContents, content) && isNearest(fromStyles, style),
  ).length
  return {
    says,
    verdict: right === measured.length ? 'supported' : 'contradicted',
    because: `${right} of ${measured.length} pictures lie nearest to their own content and their own style.`,
  }
}
