import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { processorSeconds } from '../../bench/processUse.mjs'

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url))
const TELL_PEAK = new URL('tellPeak.mjs', import.meta.url).href

/**
 * Carries out `nst-onnx run`, in a process of its own, after a dry run of the same words.
 *
 * @param output a file that is written over
 * @returns the estimate of the dry run; the most memory that the process held, in bytes; how many windows its last stage had; and the
 *   processor time of an evaluation there
 */
export async function measuredRun(words, output) {
  const { events: dry } = await eventsOf([...words, '--dry-run'])
  const { memoryBytes: estimate, checkpointBytes } = dry[0]
  const { events, peak } = await eventsOf([...words, '--overwrite', '-o', output])
  const at = events.findLastIndex(({ event }) => event === 'stage')
  const [stage, before, steps] = [events[at], events[at - 1], events.slice(at).filter(({ event }) => event === 'step')]
  const [first, last] = [steps[0], steps.at(-1)]
  if (!last) throw new Error(`no step was taken by ${words.join(' ')}`)
  // The first step holds the first evaluation, which asks the system for memory.
  const processorSecondsAnEvaluation =
    steps.length > 1
      ? (last.processor - first.processor) / (last.evaluations - first.evaluations)
      : (last.processor - stage.processor) / (last.evaluations - (before?.evaluations ?? 0))
  return { estimate, checkpointBytes, peak, windows: stage.windows, processorSecondsAnEvaluation }
}

/** What a command tells, each event with the processor time that had been used by then, and the peak of its process. */
async function eventsOf(words) {
  const child = spawn(process.execPath, ['--import', TELL_PEAK, BIN, ...words.map(String), '--json'], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  })
  const ended = new Promise(resolve => child.once('close', resolve))
  let told = ''
  child.stdio[3].on('data', text => {
    told += text
  })
  const events = []
  for await (const line of createInterface({ input: child.stdout }))
    events.push({ ...JSON.parse(line), processor: processorSeconds(child.pid) })
  const code = await ended
  if (code !== 0) throw new Error(`nst-onnx ended with ${code}: ${words.join(' ')}`)
  return { events, peak: Number(told) }
}
