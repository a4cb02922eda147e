import { type BandError, bandErrors } from '../../measures/bandErrors.js'
import { pictureTitle } from '../../studies/fileNames.js'
import type { Claim, FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, rounded, SEEDS, settingsOf } from './figurePlan.js'
import { reconstructionJob } from './jobsOf.js'

/** What each layer keeps of the first content picture, by octave of spatial frequency. */
export function layersFigure(inputs: GalleryInputs): FigurePlan {
  const shown = inputs.layers.map(layer => ({ layer, job: reconstructionJob(inputs, 0, layer, SEEDS[0]) }))
  return {
    jobs: shown.map(({ job }) => job),
    async compose(made) {
      const title = pictureTitle(inputs.contents[0] ?? '')
      const first = shown[0]?.job.name ?? ''
      const plan = made.plan(first)
      const original = made.inputs(first).content?.picture
      const errors: { layer: string; bands: readonly BandError[] }[] = []
      const row = []
      if (original) row.push(await made.given(original, 'the picture', `The content picture ${title}`))
      for (const { layer, job } of shown) {
        row.push(await made.shot(job.name, layer, `${title}, reconstructed from ${layer}`))
        const picture = made.picture(job.name)
        if (picture && original) errors.push({ layer, bands: bandErrors(picture, original) })
      }
      return {
        id: 'layers',
        title: 'Content reconstruction, layer by layer',
        text: 'Noise is changed until one layer of the network sees in it what it sees in the picture. What that layer does not see stays noise.',
        rows: [row],
        settings: settingsOf(plan).filter(([name]) => name !== 'Content layers'),
        claim: claimOf(errors),
        tables: errors.length > 0 ? [tableOf(errors)] : [],
      }
    },
  }
}

type LayerErrors = readonly { readonly layer: string; readonly bands: readonly BandError[] }[]

function tableOf(errors: LayerErrors): FigureTable {
  const head = errors[0]?.bands.map(({ from, to }) =>
    from === 0 ? `coarser than ${pixels(to)}` : `${pixels(to)}–${pixels(from)}`,
  )
  return {
    caption:
      'Error of each reconstruction by the size of detail (wavelength in pixels), over the strength of that detail in the picture: 0 is exact, 1 as good as nothing',
    head: ['Layer', ...(head ?? [])],
    rows: errors.map(({ layer, bands }) => [layer, ...bands.map(({ error }) => rounded(error))]),
  }
}

const pixels = (frequency: number) => `${Math.round(1 / frequency)} px`

function claimOf(errors: LayerErrors): Claim {
  const says =
    'Low layers give the picture back almost exactly; higher layers keep what is there and lose the exact texture.'
  const [first, last] = [errors[0], errors.at(-1)]
  if (errors.length < 2 || !first || !last)
    return { says, verdict: 'open', because: 'There are fewer than two reconstructions to compare.' }
  const fine = ({ bands }: LayerErrors[number]) => bands[0]?.error ?? 0
  const coarse = ({ bands }: LayerErrors[number]) => bands.at(-1)?.error ?? 0
  const holds = fine(last) > 2 * fine(first) && coarse(last) < 0.5 && coarse(last) < fine(last)
  return {
    says,
    verdict: holds ? 'supported' : 'contradicted',
    because: `From ${first.layer} to ${last.layer} the error of the finest detail goes from ${rounded(fine(first))} to ${rounded(fine(last))} of its strength, that of the coarsest from ${rounded(coarse(first))} to ${rounded(coarse(last))}.`,
  }
}
