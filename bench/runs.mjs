import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startProcess } from './contestant.mjs'
import { pairFile, scaledPair } from './pictures.mjs'
import { lossOf, writeTask, writeWeights } from './task.mjs'

// Whole runs, of both sides: each is a process of its own, whose events come with the seconds since it was started.

const COMMAND = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url))

/** Has the loss of PyTorch's tutorial. */
export const TUTORIAL_PRESET = 'cmu'

/** `nst-onnx run` with the defaults of a preset but for what is given. */
export function startOurRun({ pair, preset = TUTORIAL_PRESET, size, iterations, device, threads, output }) {
  const settings = { preset, size, device, threads, ...(iterations && { iterations }), output }
  const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  return startProcess({
    command: process.execPath,
    args: [COMMAND, 'run', pair.content, pair.style, '--json', '--weights', 'vgg19', ...options],
  })
}

/**
 * Prepares the tutorial's loop on a pair of pictures. It is spared reading, scaling and writing picture files, which ours is
 * not.
 *
 * @param result file for the raw picture that it ends with
 */
export async function prepareTutorial({ start }, { pair, size, evaluations, device, threads, folder, result }) {
  const network = await writeWeights(join(folder, `weights-${TUTORIAL_PRESET}`), TUTORIAL_PRESET)
  const { content, style, files } = await scaledPair(pair, size, folder)
  const task = {
    ...network,
    ...lossOf(TUTORIAL_PRESET),
    ...files,
    evaluations,
    device,
    threads,
    ...(result && { result }),
  }
  const file = writeTask(join(folder, `tutorial-${pairFile(pair)}-${size}.json`), task)
  return { content, style, start: () => startProcess(start(file)) }
}

/** Events of a run until it ends, each with its time. */
export async function* eventsOf(process) {
  for (let event = await process.read(); event; event = await process.read()) yield { ...event, at: process.seconds() }
}
