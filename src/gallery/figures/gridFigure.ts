import { readOff } from '../../graphs/specification.js'
import { pictureTitle } from '../../studies/fileNames.js'
import { type GridDistances, gridClaim } from '../claims/gridClaim.js'
import { rounded } from '../claims/words.js'
import type { Figure, FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, settingsOf } from './figurePlan.js'
import { transferJob } from './jobsOf.js'
import type { MadePictures } from './madePictures.js'

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
        text: [
          'If content and style are two things, any content can be had in any style. Contents stand on the left, styles on top, and each picture shows what is at its left in the manner of what is above it.',
        ],
        rows,
        settings: settingsOf(made.plan(job(0, 0).name)),
        claim: gridClaim(measured),
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

async function measure(made: MadePictures, inputs: GalleryInputs): Promise<GridDistances[]> {
  const { contents, styles } = inputs
  const measured: GridDistances[] = []
  for (const content of contents.keys()) {
    for (const style of styles.keys()) {
      const { name } = transferJob(inputs, content, style)
      const [picture, run] = [made.picture(name), made.run(name, pairTitle(inputs, content, style))]
      if (!picture || !run) continue
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
      measured.push({ ...run, content, style, fromContents, fromStyles })
    }
  }
  return measured
}

function tableOf({ contents, styles }: GalleryInputs, measured: readonly GridDistances[]): FigureTable {
  return {
    caption: 'How far each picture lies from every content and every style',
    explains:
      'From a content: the distance of features at the content layers. From a style: that of Gram matrices at the style layers, in the mean. 0 is equal, 1.41 unrelated. Numbers of contents and of styles are not of one scale; compare contents with contents and styles with styles.',
    head: ['Picture', ...contents.map(pictureTitle), ...styles.map(pictureTitle)],
    rows: measured.map(({ name, fromContents, fromStyles }) => [
      name,
      ...[...fromContents, ...fromStyles].map(rounded),
    ]),
  }
}

const pairTitle = ({ contents, styles }: GalleryInputs, content: number, style: number) =>
  `${pictureTitle(contents[content] ?? '')} × ${pictureTitle(styles[style] ?? '')}`
