// Runs of one shape one after another in one engine: how long each takes from its call to its first step, and of that besides evaluations.
// A second one with the same pictures takes 100 ms at most; another content picture is decoded and read first. By processor time on one
// thread, which other work changes least: by half at most.
import { fileURLToPath } from 'node:url'
import { createEngine } from '../dist/index.js'
import { asked } from './kit/asked.mjs'

const MOST_MILLISECONDS = 150
const ITERATIONS = 8
const CASES = [
  { preset: 'cmu', size: 128 },
  { preset: 'cmu', size: 256 },
  { preset: 'gatys', size: 128 },
  { preset: 'paint', size: 128 },
  { preset: 'paint', size: 512 },
]
const RUNS = [
  ['first', 'harbour'],
  ['same', 'harbour'],
  ['other', 'valley'],
]

const picture = name => fileURLToPath(new URL(`../examples/pictures/${name}.png`, import.meta.url))
const { numbers } = asked(CASES.length)
let failed = 0
for (const number of numbers) {
  const { preset, size } = CASES[number]
  const engine = createEngine()
  for (const [which, content] of RUNS) {
    const options = {
      preset,
      size,
      scales: size > 256 ? 3 : 1,
      iterations: size > 256 ? [ITERATIONS, 1, 1] : ITERATIONS,
    }
    const { milliseconds, evaluation, besides } = await timed(engine, {
      content: picture(content),
      style: picture('brush-strokes'),
      ...options,
    })
    const isOk = which !== 'same' || besides <= MOST_MILLISECONDS
    if (!isOk) failed++
    console.log(
      `${isOk ? 'ok    ' : 'FAILED'} ${number} ${preset.padEnd(5)} ${size} ${which.padEnd(5)} first step after ${milliseconds.toFixed(0)} ms, ` +
        `besides evaluations of ${evaluation.toFixed(0)} ms ${besides.toFixed(0)}`,
    )
  }
  await engine.close()
}
process.exitCode = failed > 0 ? 1 : 0

/** Milliseconds from the call to the first step, those of an evaluation of its stage, and what the first takes without its evaluations. */
async function timed(engine, request) {
  const called = process.cpuUsage()
  const steps = []
  const run = engine.run({ ...request, threads: 1 })
  for await (const event of run) {
    const { user, system } = process.cpuUsage(called)
    if (event.event === 'step' && steps.length < ITERATIONS)
      steps.push({ at: (user + system) / 1000, evaluations: event.evaluations })
  }
  await run.result
  const [first, last] = [steps[0], steps.at(-1)]
  const evaluation = (last.at - first.at) / (last.evaluations - first.evaluations)
  return { milliseconds: first.at, evaluation, besides: first.at - first.evaluations * evaluation }
}
