import { pictureTitle } from '../../studies/fileNames.js'
import type { FigurePlan, GalleryInputs } from './figurePlan.js'
import { transferJob } from './jobsOf.js'

/** The pictures that everything else is made from. */
export function inputsFigure(inputs: GalleryInputs): FigurePlan {
  const { contents, styles } = inputs
  const withContent = contents.map((path, index) => ({ path, job: transferJob(inputs, index, 0) }))
  const withStyle = styles.map((path, index) => ({ path, job: transferJob(inputs, 0, index) }))
  return {
    jobs: [...withContent, ...withStyle].map(({ job }) => job),
    async compose(made) {
      const shots = []
      for (const { path, job } of withContent) {
        const picture = made.inputs(job.name).content?.picture
        const title = pictureTitle(path)
        if (picture) shots.push(await made.given(picture, `content: ${title}`, `The content picture ${title}`))
      }
      for (const { path, job } of withStyle) {
        const picture = made.inputs(job.name).styles[0]?.picture
        const title = pictureTitle(path)
        if (picture) shots.push(await made.given(picture, `style: ${title}`, `The style picture ${title}`))
      }
      return {
        id: 'inputs',
        title: 'The pictures',
        text: 'Content pictures decide what is seen, style pictures how it is painted.',
        rows: [shots],
        settings: [],
        tables: [],
      }
    },
  }
}
