import { readOff } from '../../graphs/specification.js'
import { PRESETS, type PresetName } from '../../options/presets.js'
import { pictureTitle } from '../../studies/fileNames.js'
import { type Balance, styleWeightClaim } from '../claims/styleWeightClaim.js'
import { rounded } from '../claims/words.js'
import type { FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, settingsOf } from './figurePlan.js'
import { transferJob } from './jobsOf.js'

/** Multiples of the preset's style weight. */
const FACTORS = [0.01, 0.1, 1, 10] as const

/** How the style weight is chosen: the first content and style, from mostly content to mostly style. */
export function styleWeightFigure(inputs: GalleryInputs, preset: PresetName): FigurePlan {
  const { styleWeight } = PRESETS[preset]
  const shown = FACTORS.map(factor => {
    const weight = factor * styleWeight
    const label = `style weight ${rounded(weight)}`
    const own = factor === 1 ? transferJob(inputs, 0, 0) : transferJob(inputs, 0, 0, label, { styleWeight: weight })
    return { label: factor === 1 ? `${label} (preset)` : label, job: own }
  })
  return {
    jobs: shown.map(({ job }) => job),
    async compose(made) {
      const first = transferJob(inputs, 0, 0).name
      const plan = made.plan(first)
      const pictures = made.inputs(first)
      const style = readOff(plan.specification, 'style').terms
      const content = readOff(plan.specification, 'content').terms
      const alt = `${pictureTitle(inputs.contents[0] ?? '')} in the manner of ${pictureTitle(inputs.styles[0] ?? '')}`
      const row = []
      const balances: Balance[] = []
      for (const { label, job } of shown) {
        const shot = await made.shot(job.name, label, `${alt}, ${label}`)
        const [picture, run] = [made.picture(job.name), made.run(job.name, label)]
        if (!picture || !run || !pictures.content || !pictures.styles[0]) {
          row.push(shot)
          continue
        }
        const fromContent = await made.distance(job.name, content, picture, pictures.content.picture)
        const fromStyle = await made.distance(job.name, style, picture, pictures.styles[0].picture)
        balances.push({ ...run, fromContent, fromStyle })
        const note = `${rounded(fromContent)} from the content, ${rounded(fromStyle)} from the style`
        row.push({ ...shot, note })
      }
      return {
        id: 'style-weight',
        title: 'How much style?',
        text: [
          'The loss is a sum: so much for what differs from the content, so much for what differs from the style. The two weights say what one costs in terms of the other, and only their ratio matters.',
          'Move the slider from mostly content to mostly style. A good weight is where the paint is there and the scene can still be read; which one that is, no number says.',
        ],
        player: { kind: 'slider', label: 'Style weight' },
        rows: [row],
        settings: settingsOf(plan).map(([name, value]) => [
          name,
          name === 'Style layers' ? style.map(({ tap }) => tap).join(', ') : value,
        ]),
        claim: styleWeightClaim(balances),
        tables: balances.length > 0 ? [tableOf(balances)] : [],
      }
    },
  }
}

function tableOf(balances: readonly Balance[]): FigureTable {
  return {
    caption: 'How far each picture lies from content and style',
    explains:
      'From the content: the distance of features at the content layers. From the style: that of Gram matrices at the style layers, in the mean. 0 is equal, 1.41 unrelated. A picture cannot be at 0 in both columns; the weight says where between them it comes to rest.',
    head: ['Picture', 'from the content', 'from the style'],
    rows: balances.map(({ name, fromContent, fromStyle }) => [name, rounded(fromContent), rounded(fromStyle)]),
  }
}
