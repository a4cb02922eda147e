// Pictures of every format with random damage: each gives a picture or one error of the kind `input`, within limits of time and
// memory. Nothing hangs, ends the process, or prints.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asked } from './kit/asked.mjs'
import { mutate } from './pictures/mutate.mjs'
import { samplePictures } from './pictures/samplePictures.mjs'

const COUNT = 5000
/** Seconds for a picture: five on a quiet machine. */
const PATIENCE = 25
const MEGABYTES = 600
/** A process reads so many pictures, so that the peak of its memory is about them. */
const PICTURES_A_PROCESS = 100

const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-trial-'))
const samples = await samplePictures()
const { seed, numbers } = asked(COUNT)
const tally = { pictures: 0, refused: 0, failed: 0, slowest: 0, largest: 0 }
let reader
try {
  for (const number of numbers) {
    const { name, bytes } = samples[number % samples.length]
    const { bytes: mutated, done } = mutate(bytes, seed * 1_000_003 + number, samples)
    if (reader === undefined || reader.read === PICTURES_A_PROCESS) {
      reader?.end()
      reader = startReader()
    }
    const path = join(folder, `${number}-${name}`)
    const {
      outcome,
      seconds = 0,
      megabytes = 0,
      fault = faultOf(outcome, seconds, megabytes),
    } = await reader.readOne(path, mutated)
    console.log(`${fault ? 'FAILED' : 'ok'} ${number} ${name} ${done}: ${fault ?? outcome}`)
    if (fault) {
      tally.failed++
      reader.end()
      reader = undefined
    } else {
      tally[outcome === 'refused' ? 'refused' : 'pictures']++
      rmSync(path, { force: true })
    }
    tally.slowest = Math.max(tally.slowest, seconds)
    tally.largest = Math.max(tally.largest, megabytes)
  }
} finally {
  reader?.end()
  if (tally.failed === 0) rmSync(folder, { recursive: true })
  else console.log(`what failed is in ${folder}`)
}
const { pictures, refused, failed, slowest, largest } = tally
console.log(
  `${pictures} read, ${refused} refused, ${failed} failed; slowest ${slowest.toFixed(1)} s, largest process ${largest} MB`,
)
process.exitCode = failed > 0 ? 1 : 0

function faultOf(outcome, seconds, megabytes) {
  if (/^(threw|said)/.test(outcome)) return outcome
  if (seconds > PATIENCE) return `took ${seconds.toFixed(1)} s`
  if (megabytes > MEGABYTES) return `took ${megabytes} MB`
  return undefined
}

/** A process that reads pictures; what it prints, or how it ends, is a fault of the picture before. */
function startReader() {
  const child = fork(fileURLToPath(new URL('pictures/readOne.mjs', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (printed += text))
  return {
    read: 0,
    async readOne(path, bytes) {
      this.read++
      const answer = await new Promise(resolve => {
        const timer = setTimeout(() => resolve({ fault: `no answer within ${2 * PATIENCE} s` }), 2000 * PATIENCE)
        const end = (code, signal) =>
          resolve({ fault: `ended the process (${signal ?? code}): ${printed.slice(0, 200)}` })
        child.once('exit', end)
        child.once('message', message => {
          clearTimeout(timer)
          child.off('exit', end)
          resolve(message)
        })
        child.send({ path, bytes })
      })
      return printed ? { ...answer, fault: answer.fault ?? `printed ${JSON.stringify(printed.slice(0, 200))}` } : answer
    },
    end: () => child.kill('SIGKILL'),
  }
}
