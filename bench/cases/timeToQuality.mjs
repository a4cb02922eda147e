import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createLossFunction, loadNetworkWeights, namedTensors, savePicture, startNodeSessionHost } from 'nst-onnx'
import { floatsOf } from '../contestants/task.mjs'
import { seconds as figure, percent } from '../figures.mjs'
import { PAIRS, pairFile, pairTitle } from '../pictures.mjs'
import { eventsOf, prepareTutorial, startOurRun } from '../runs.mjs'
import { layersOf, lossOf, specificationOf } from '../task.mjs'

/** Losses that are waited for, as multiples of the one that the reference ends with. */
const MARKS = [1.05, 1]
const LOSS_TOLERANCE = 1e-4

export const timeToQuality = {
  name: 'quality',
  defaults: { sizes: [256], evaluations: 300, pairs: PAIRS },

  async measure(settings, { rivals, folder, tell, pictures }) {
    const { sizes, pairs, evaluations, iterations, device, threads } = settings
    if (pictures) mkdirSync(pictures, { recursive: true })
    const measurements = []
    for (const size of rivals.tutorial.absent ? [] : sizes) {
      for (const pair of pairs) {
        const run = { pair, size, device, threads, folder, result: join(folder, 'reference') }
        tell(`quality: the reference on ${pairTitle(pair)} at ${size}`)
        const tutorial = await prepareTutorial(rivals.tutorial, { ...run, evaluations })
        const reference = await followReference(tutorial.start())
        const image = { ...tutorial.content, pixels: floatsOf(run.result) }
        requireSameLoss(reference.loss, await ourLoss(image, tutorial, { device, threads }))
        tell(`quality: nst-onnx on ${pairTitle(pair)} at ${size}`)
        const ending = `${pairFile(pair)}-${size}.png`
        const output = join(pictures ?? folder, `nst-onnx-${ending}`)
        if (pictures) await savePicture(join(pictures, `pytorch-${ending}`), image)
        const ours = await followOurs(startOurRun({ ...run, iterations, output }), reference.loss, size)
        measurements.push({ pair: pairTitle(pair), size, reference, ours })
      }
    }
    return { measurements, table: tableOf(measurements, rivals.tutorial.absent, evaluations) }
  },
}

async function followReference(process) {
  const curve = []
  for await (const { loss, at } of eventsOf(process)) curve.push({ loss, seconds: at })
  return { curve, ...curve.at(-1) }
}

/** Watches a run of the product until its loss is as low as the reference's last; that is all there is to know. */
async function followOurs(process, lastLoss, size) {
  const curve = []
  let isReached = false
  for await (const { event, loss, iteration, evaluations, width, height, at } of eventsOf(process)) {
    // A loss at a smaller size is another loss.
    if (event !== 'step' || (width && Math.max(width, height) !== size)) continue
    curve.push({ loss, iteration, evaluations, seconds: at })
    // Once: a second interrupt means that the picture is not wanted.
    if (loss <= lastLoss && !isReached) process.interrupt()
    isReached ||= loss <= lastLoss
  }
  return { curve, reached: MARKS.map(mark => curve.find(({ loss }) => loss <= mark * lastLoss)) }
}

/** Our loss at an image, for the same pictures. */
async function ourLoss(image, { content, style }, { device, threads }) {
  const weights = await loadNetworkWeights({ layers: layersOf('cmu') })
  const host = await startNodeSessionHost({ device, threads, weights: new Map(namedTensors(weights)) })
  const loss = await createLossFunction(host, specificationOf(lossOf('cmu')), image)
  await loss.setTargets({ content, style })
  const evaluation = await loss.lossAndGradient(image.pixels)
  await host.release()
  return evaluation.loss
}

function requireSameLoss(theirs, ours) {
  if (!(Math.abs(ours / theirs - 1) <= LOSS_TOLERANCE))
    throw new Error(`the reference ends with a loss of ${theirs}, which is ${ours} by our own computation`)
}

function tableOf(measurements, absent, evaluations) {
  const columns = [
    'pictures',
    'size',
    'reference L*',
    'reference T* s',
    ...MARKS.flatMap(mark => [`to ${mark} L*: s`, 'of T*', 'iterations', 'evaluations']),
    'least loss of ours / L*',
  ]
  const rows = measurements.map(({ pair, size, reference, ours }) => [
    pair,
    String(size),
    reference.loss.toPrecision(4),
    figure(reference.seconds),
    ...ours.reached.flatMap(point =>
      point
        ? [
            figure(point.seconds),
            percent(point.seconds, reference.seconds),
            String(point.iteration),
            String(point.evaluations),
          ]
        : ['not reached', '', '', ''],
    ),
    (Math.min(...ours.curve.map(({ loss }) => loss)) / reference.loss).toFixed(3),
  ])
  if (absent) rows.push([`the reference is absent: ${absent}`, ...Array(columns.length - 1).fill('')])
  const notes = [
    `The reference is the loop of PyTorch's tutorial (L-BFGS with history 100 and no line search, ${evaluations} evaluations, from the content picture, preset \`cmu\`, without clamping): it ends with the loss L* after T* seconds. Ours is the command \`nst-onnx run\` with its defaults, and its loss that of the whole picture at full size and weights.`,
    `Times are wall clock from the start of each process, so they hold start-up; ours also reads and scales the pictures. One run after the other on the same machine. The same image has the same loss on both sides, which is checked.`,
  ]
  return { title: 'Time to quality', columns, rows, notes }
}
