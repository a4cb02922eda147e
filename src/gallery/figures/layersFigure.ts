import { type BandError, bandErrors } from '../../measures/bandErrors.js'
import { pictureTitle } from '../../studies/fileNames.js'
import { type LayerErrors, layersClaim } from '../claims/layersClaim.js'
import { rounded } from '../claims/words.js'
import type { FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, SEEDS, settingsOf } from './figurePlan.js'
import { reconstructionJob } from './jobsOf.js'

/** What each layer keeps of the first content picture, by octave of spatial frequency. */
export function layersFigure(inputs: GalleryInputs): FigurePlan {
  const shown = inputs.layers.map(layer => ({ layer, job: reconstructionJob(inputs, 0, layer, SEEDS[0]) }))
  return {
    jobs: shown.map(({ job }) => job),
    async compose(made) {
      const title = pictureTitle(inputs.contents[0] ?? '')
      const first = shown[0]?.job.name ?? ''
      const original = made.inputs(first).content?.picture
      const errors: LayerErrors[] = []
      const row = []
      if (original) row.push(await made.given(original, 'the picture', `The content picture ${title}`))
      for (const { layer, job } of shown) {
        const [picture, run] = [made.picture(job.name), made.run(job.name, layer)]
        const bands = picture && original && bandErrors(picture, original)
        if (bands && run) errors.push({ ...run, bands })
        const shot = await made.shot(job.name, layer, `${title}, reconstructed from ${layer}`)
        row.push(bands ? { ...shot, note: noteOf(bands) } : shot)
      }
      return {
        id: 'layers',
        title: 'What each layer keeps of a picture',
        text: [
          [
            'What does a layer know of a picture? To find out, the picture is taken away and only that layer’s answer to it is kept. Then noise is changed until the layer answers to it likewise ',
            { cites: 'inversion' },
            '. What the layer does not see stays noise.',
          ],
          'Move the slider from the picture into the network. Low layers look at single pixels and their neighbours; higher ones at ever larger parts, and less at where exactly things are. That is why style transfer takes the content from a higher layer: it leaves room for the paint.',
        ],
        player: { kind: 'slider', label: 'Layer' },
        rows: [row],
        settings: settingsOf(made.plan(first)).filter(([name]) => name !== 'Content layers'),
        claim: layersClaim(errors),
        tables: errors.length > 0 ? [tableOf(errors)] : [],
      }
    },
  }
}

function noteOf(bands: readonly BandError[]): string {
  const [finest, coarsest] = [bands[0], bands.at(-1)]
  return `error of the finest detail ${rounded(finest?.error ?? 0)}, of the coarsest ${rounded(coarsest?.error ?? 0)}`
}

function tableOf(errors: readonly LayerErrors[]): FigureTable {
  const head = errors[0]?.bands.map(({ from, to }) =>
    from === 0 ? `over ${wavelength(to)} px` : `${wavelength(to)}–${wavelength(from)} px`,
  )
  return {
    caption: 'Error of each reconstruction, by the size of detail',
    explains:
      'A picture is the sum of fine and coarse detail, sorted here by its wavelength: from one light line to the next, in pixels. Each number is the error in detail of one size, divided by that detail’s strength in the picture: 0 is exact, 1 as wrong as if the detail were missing, and above 1 something else is in its place.',
    head: ['Layer', ...(head ?? [])],
    rows: errors.map(({ name, bands }) => [name, ...bands.map(({ error }) => rounded(error))]),
  }
}

const wavelength = (frequency: number) => Math.round(1 / frequency)
