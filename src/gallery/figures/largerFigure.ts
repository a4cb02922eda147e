import { pictureTitle } from '../../studies/fileNames.js'
import type { LargePicture } from '../galleryPage.js'
import { isShot } from '../page/shots.js'
import { type FigurePlan, type GalleryInputs, settingsOf } from './figurePlan.js'
import { transferJob } from './jobsOf.js'
import type { MadePictures } from './madePictures.js'

/** How much larger the pictures are that are made for themselves. */
const LARGER = 2
/** How much larger the first of them is, which opens the page: over all of its width, dense screens showed fewer pixels blurred. */
const OPENING = 3

/** The user's own pictures, larger: every content once, with the styles in turn. The first of them opens the page. */
export function largerFigure(inputs: GalleryInputs): FigurePlan {
  const [, ...shown] = largerPictures(inputs)
  return {
    jobs: largerPictures(inputs).map(({ job }) => job),
    async compose(made) {
      const row = []
      for (const { title, job } of shown) row.push(await made.shot(job.name, title, title))
      return (
        shown[0] && {
          id: 'own-pictures',
          title: 'The others, larger',
          text: [
            'The other contents once more, at twice the size, each with a style of its own. The style picture is scaled likewise, so that strokes stay as large beside the scene as in the small pictures.',
          ],
          rows: [row],
          settings: settingsOf(made.plan(shown[0].job.name)),
          tables: [],
        }
      )
    },
  }
}

/** The first of the larger pictures with what it was made from; undefined where it could not be made. */
export async function largePicture(inputs: GalleryInputs, made: MadePictures): Promise<LargePicture | undefined> {
  const [first] = largerPictures(inputs)
  if (!first) return undefined
  const { content } = made.inputs(first.job.name)
  // It is shown small, beside the result.
  const style = made.inputs(transferJob(inputs, 0, 0).name).styles[0]
  const result = await made.shot(first.job.name, first.title, first.title)
  if (!isShot(result) || !content || !style) return undefined
  const [contentTitle, styleTitle] = [inputs.contents[0] ?? '', inputs.styles[0] ?? ''].map(pictureTitle)
  return {
    result,
    content: await made.given(content.picture, `the content: ${contentTitle}`, `The content picture ${contentTitle}`),
    style: await made.given(style.picture, `the style: ${styleTitle}`, `The style picture ${styleTitle}`),
  }
}

function largerPictures(inputs: GalleryInputs) {
  const { contents, styles, options } = inputs
  return contents.map((path, index) => {
    const style = index % styles.length
    const scale = index === 0 ? OPENING : LARGER
    const more = {
      size: scale * options.size,
      ...(options.styleSize !== undefined && { styleSize: scale * options.styleSize }),
    }
    return {
      title: `${pictureTitle(path)} in the manner of ${pictureTitle(styles[style] ?? '')}`,
      job: transferJob(inputs, index, style, 'larger', more),
    }
  })
}
