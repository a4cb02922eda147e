import type { Finished } from '../../jobs/shelf.js'
import { pictureTitle } from '../../studies/fileNames.js'
import type { Claim, FigureTable } from '../galleryPage.js'
import { type FigurePlan, type GalleryInputs, rounded, SEEDS, settingsOf } from './figurePlan.js'
import { transferJob } from './jobsOf.js'

/** Content start against noise start, in picture, loss and time. */
export function startFigure(inputs: GalleryInputs): FigurePlan {
  const content = transferJob(inputs, 0, 0)
  const noise = transferJob(inputs, 0, 0, `noise-seed${SEEDS[0]}`, { init: 'noise', seed: SEEDS[0] })
  return {
    jobs: [content, noise],
    async compose(made) {
      const alt = `${pictureTitle(inputs.contents[0] ?? '')} in the manner of ${pictureTitle(inputs.styles[0] ?? '')}`
      const [fromContent, fromNoise] = [made.finished(content.name), made.finished(noise.name)]
      return {
        id: 'start',
        title: 'Content start against noise start',
        text: 'The same loss, begun from a copy of the content and from noise.',
        rows: [
          [
            await made.shot(content.name, 'from the content', `${alt}, begun from the content`),
            await made.shot(noise.name, 'from noise', `${alt}, begun from noise`),
          ],
        ],
        settings: settingsOf(made.plan(content.name)).filter(([name]) => name !== 'Start' && name !== 'Optimiser'),
        claim: claimOf(fromContent, fromNoise),
        tables: fromContent && fromNoise ? [tableOf(fromContent, fromNoise)] : [],
      }
    },
  }
}

const seconds = (value: number) => ({ time: `${rounded(value)} s` })

function tableOf(fromContent: Finished, fromNoise: Finished): FigureTable {
  const row = (name: string, { result, curve }: Finished) => [
    name,
    rounded(curve[0]?.loss ?? result.loss),
    rounded(result.loss),
    String(result.iterations),
    String(result.evaluations),
    seconds(result.seconds),
  ]
  return {
    caption: 'What each start costs and where it gets',
    head: ['Start', 'first loss', 'last loss', 'iterations', 'evaluations', 'time'],
    rows: [row('content', fromContent), row('noise', fromNoise)],
  }
}

function claimOf(fromContent: Finished | undefined, fromNoise: Finished | undefined): Claim {
  const says = 'Begun from the content, a run reaches a given loss sooner than from noise.'
  if (!fromContent || !fromNoise) return { says, verdict: 'open', because: 'One of the two pictures is missing.' }
  // The higher of the two final losses is one that both have reached.
  const loss = Math.max(fromContent.result.loss, fromNoise.result.loss)
  const reached = ({ curve }: Finished) => curve.find(point => point.loss <= loss)
  const [a, b] = [reached(fromContent), reached(fromNoise)]
  if (!a || !b) return { says, verdict: 'open', because: 'The runs are too short to compare.' }
  return {
    says,
    verdict: a.evaluations < b.evaluations ? 'supported' : 'contradicted',
    because: [
      `To a loss of ${rounded(loss)} it takes ${a.evaluations} evaluations (`,
      seconds(a.seconds),
      `) from the content and ${b.evaluations} (`,
      seconds(b.seconds),
      ') from noise.',
    ],
  }
}
