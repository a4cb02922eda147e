import { pictureTitle } from '../../studies/fileNames.js'
import { raceOf, type StartedRun, startClaim } from '../claims/startClaim.js'
import { rounded } from '../claims/words.js'
import type { FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, SEEDS, settingsOf } from './figurePlan.js'
import { transferJob } from './jobsOf.js'
import type { MadePictures } from './madePictures.js'

/** Content start against noise start, in picture and loss. */
export function startFigure(inputs: GalleryInputs): FigurePlan {
  const content = transferJob(inputs, 0, 0)
  const noise = transferJob(inputs, 0, 0, `noise-seed${SEEDS[0]}`, { init: 'noise', seed: SEEDS[0] })
  return {
    jobs: [content, noise],
    async compose(made) {
      const alt = `${pictureTitle(inputs.contents[0] ?? '')} in the manner of ${pictureTitle(inputs.styles[0] ?? '')}`
      const fromContent = startedRun(made, content.name, 'content start')
      const fromNoise = startedRun(made, noise.name, 'noise start')
      return {
        id: 'start',
        title: 'Where to start',
        text: [
          'Whatever image the optimiser is given, it changes it until the loss is low. Many images have a low loss, and a run ends in one that is not far from its start. Begun from a copy of the content, the picture is there at once and the paint has to come; begun from noise, both have to.',
          'Both runs lower the same loss, so their curves can share one plot. Move the line to see how far each has come after so many evaluations.',
        ],
        player: { kind: 'curves' },
        rows: [
          [
            await made.shot(content.name, 'content start', `${alt}, begun from the content`),
            await made.shot(noise.name, 'noise start', `${alt}, begun from noise`),
          ],
        ],
        settings: settingsOf(made.plan(content.name)).filter(([name]) => name !== 'Start' && name !== 'Optimiser'),
        claim: startClaim(fromContent, fromNoise),
        tables: fromContent && fromNoise ? tablesOf(fromContent, fromNoise) : [],
      }
    },
  }
}

function startedRun(made: MadePictures, job: string, name: string): StartedRun | undefined {
  const [run, finished] = [made.run(job, name), made.finished(job)]
  return run && finished && { ...run, curve: finished.curve }
}

function tablesOf(fromContent: StartedRun, fromNoise: StartedRun): FigureTable[] {
  const race = raceOf(fromContent, fromNoise)
  if (!race) return []
  const row = ({ name, course }: StartedRun, evaluations: number) => [
    name,
    rounded(course.firstStep),
    rounded(course.last),
    String(evaluations),
  ]
  return [
    {
      caption: 'What each start costs and where it gets',
      explains: `A loss is a sum of squared distances and has no unit: lower is nearer to what was asked for. The last column says how many evaluations it took to the loss that the ${race.slower.name} ended with, the lowest that both have reached. Each evaluation is the same work, whatever the start.`,
      head: ['Start', 'loss after the first step', 'last loss', `evaluations to ${rounded(race.loss)}`],
      rows: [row(fromContent, race.fromContent), row(fromNoise, race.fromNoise)],
    },
  ]
}
