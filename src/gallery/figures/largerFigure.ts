import { pictureTitle } from '../../studies/fileNames.js'
import { type FigurePlan, type GalleryInputs, settingsOf } from './figurePlan.js'
import { transferJob } from './jobsOf.js'

/** How much larger the pictures are that are made for themselves. */
const LARGER = 2

/** The user's own pictures, larger: every content once, with the styles in turn. */
export function largerFigure(inputs: GalleryInputs): FigurePlan {
  const { contents, styles, options } = inputs
  const more = {
    size: LARGER * options.size,
    ...(options.styleSize !== undefined && { styleSize: LARGER * options.styleSize }),
  }
  const shown = contents.map((path, index) => {
    const style = index % styles.length
    return {
      title: `${pictureTitle(path)} in the manner of ${pictureTitle(styles[style] ?? '')}`,
      job: transferJob(inputs, index, style, 'larger', more),
    }
  })
  return {
    jobs: shown.map(({ job }) => job),
    async compose(made) {
      const row = []
      for (const { title, job } of shown) row.push(await made.shot(job.name, title, title))
      return {
        id: 'own-pictures',
        title: 'Own pictures, larger',
        text: 'Each content picture once more, at twice the size. Strokes keep their size relative to the style picture, which is scaled likewise.',
        rows: [row],
        settings: settingsOf(made.plan(shown[0]?.job.name ?? '')),
        tables: [],
      }
    },
  }
}
