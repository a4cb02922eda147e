import { estimateRun } from '../index.js'
import { LEAST_EXPECTED_SECONDS } from '../jobs/checkpointSchedule.js'
import { checkpointPath } from '../node/files/checkpointFile.js'
import type { PictureInput } from '../node/pictures/pictureInput.js'
import type { PaintRequest } from '../requests/request.js'
import type { Estimate } from '../stylize/estimateRun.js'
import { clock, megabytes } from './figures.js'
import { print, printJson } from './terminal.js'

/** `nst-onnx run --dry-run`: says on stdout what would run and what it would cost. */
export async function dryRun(request: PaintRequest<PictureInput>, output: string, json: boolean): Promise<void> {
  const estimate = await estimateRun({ ...request, urls: true })
  if (json) printJson({ event: 'estimate', output, ...estimate })
  else print(...inWords(estimate, output))
}

function inWords(estimate: Estimate, output: string): string[] {
  const { width, height, device, threads, reason, features, iterations, stages, evaluations } = estimate
  const source = features.source === 'vgg19' ? `VGG-19 from ${features.origin}` : `filters fitted to ${features.origin}`
  return [
    `result:    ${output}, ${width}×${height}`,
    `device:    ${device}, ${threads} thread${threads === 1 ? '' : 's'}${reason ? ` (${reason})` : ''}`,
    `features:  ${source}`,
    ...(stages.length > 1 ? [`stages:    ${stages.map(stageText).join('; ')}`] : []),
    `work:      ${iterations} iterations, about ${evaluations} evaluations of ${estimate.secondsPerEvaluation.toPrecision(2)} s${windowsText(estimate)}`,
    `memory:    about ${(estimate.memoryBytes / 1e9).toFixed(1)} GB at most`,
    `time:      about ${clock(estimate.seconds)}`,
    `state:     ${stateText(estimate, output)}`,
  ]
}

const windowsText = ({ windows }: Estimate) => (windows > 1 ? `, each in ${windows} windows` : '')

const stageText = ({ width, height, iterations }: Estimate['stages'][number]) =>
  `${width}×${height}, ${iterations} iterations`

function stateText({ seconds, checkpointBytes }: Estimate, output: string): string {
  const size = `about ${megabytes(checkpointBytes)}`
  if (seconds < LEAST_EXPECTED_SECONDS) return `not kept, unless --checkpoint asks for it: ${size}`
  return `${size}, kept in ${checkpointPath(output)}`
}
