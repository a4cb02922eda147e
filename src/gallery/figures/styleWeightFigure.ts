import { readOff } from '../../graphs/specification.js'
import type { PresetName } from '../../options/presets.js'
import { PRESETS } from '../../options/presets.js'
import { pictureTitle } from '../../studies/fileNames.js'
import type { Claim, FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, rounded, settingsOf } from './figurePlan.js'
import { transferJob } from './jobsOf.js'

/** Multiples of the preset's style weight. */
const FACTORS = [0.01, 0.1, 1, 10] as const

interface Balance {
  readonly label: string
  readonly fromContent: number
  readonly fromStyle: number
}

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
        row.push(await made.shot(job.name, label, `${alt}, ${label}`))
        const picture = made.picture(job.name)
        if (!picture || !pictures.content || !pictures.styles[0]) continue
        const fromContent = await made.distance(job.name, content, picture, pictures.content.picture)
        const fromStyle = await made.distance(job.name, style, picture, pictures.styles[0].picture)
        balances.push({ label, fromContent, fromStyle })
      }
      return {
        id: 'style-weight',
        title: 'Choosing the style weight',
        text: 'Only the weight of the style terms differs. A good one is where the style is there and the content can still be read; the preset’s is marked.',
        rows: [row],
        settings: settingsOf(plan).map(([name, value]) => [
          name,
          name === 'Style layers' ? style.map(({ tap }) => tap).join(', ') : value,
        ]),
        claim: claimOf(balances),
        tables: balances.length > 0 ? [tableOf(balances)] : [],
      }
    },
  }
}

function tableOf(balances: readonly Balance[]): FigureTable {
  return {
    caption: 'Distance from the content’s features and from the style’s Gram matrices (0 equal, 1.41 unrelated)',
    head: ['Picture', 'from the content', 'from the style'],
    rows: balances.map(({ label, fromContent, fromStyle }) => [label, rounded(fromContent), rounded(fromStyle)]),
  }
}

function claimOf(balances: readonly Balance[]): Claim {
  const says = 'A larger style weight brings the picture nearer to the style and takes it away from the content.'
  const [first, last] = [balances[0], balances.at(-1)]
  if (!first || !last || balances.length < 2)
    return { says, verdict: 'open', because: 'There are no two pictures to compare.' }
  const isAfter = (later: Balance, earlier: Balance) =>
    later.fromContent > earlier.fromContent && later.fromStyle < earlier.fromStyle
  const holds = balances.slice(1).every((later, index) => isAfter(later, balances[index] ?? first))
  return {
    says,
    verdict: isAfter(last, first) ? 'supported' : 'contradicted',
    because: `From the smallest weight to the largest, the distance from the style goes from ${rounded(first.fromStyle)} to ${rounded(last.fromStyle)}, that from the content from ${rounded(first.fromContent)} to ${rounded(last.fromContent)}${holds ? '' : ', though not at every step'}.`,
  }
}
