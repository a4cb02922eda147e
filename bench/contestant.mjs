import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { peakMegabytes, processorSeconds } from './processUse.mjs'

/**
 * A process that writes JSON objects, one a line. `read` waits for the next one; it is undefined where the process ends, and
 * an error with its last words where it fails. `next` takes no end for an answer.
 */
export function startProcess({ command, args, env = process.env }) {
  const started = performance.now()
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  let isInterrupted = false
  child.stderr.setEncoding('utf8').on('data', text => {
    complaint = `${complaint}${text}`.slice(-2000)
  })
  const ended = new Promise(resolve => {
    child.on('error', ({ message }) => {
      complaint = message
      resolve({ code: null })
    })
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  child.stdin.on('error', () => {}) // the process has ended, which `next` tells
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const lastWords = ({ code, signal }) => {
    const said = complaint.trimEnd().split('\n')
    const error = said.findLast(line => /^\w*Error/.test(line)) ?? said.at(-1)
    return error || `ended with ${signal ?? `exit code ${code}`}`
  }
  return {
    pid: child.pid,
    /** Since the process was started. */
    seconds: () => (performance.now() - started) / 1000,
    say: line => child.stdin.write(`${line}\n`),
    async read() {
      const { done, value } = await lines.next()
      if (!done) return JSON.parse(value)
      const end = await ended
      if (end.code !== 0 && !isInterrupted) throw new Error(lastWords(end))
    },
    async next() {
      const read = await this.read()
      if (!read) throw new Error(lastWords(await ended))
      return read
    },
    interrupt() {
      isInterrupted = true
      child.kill('SIGINT')
    },
    async end() {
      child.stdin.end()
      return ended
    },
  }
}

/**
 * One side of a comparison: a process that says when it is ready and then answers every line with one evaluation.
 *
 * @returns undefined in place of a measurement that this system does not offer
 */
export async function startContestant(how) {
  const process = startProcess(how)
  await process.next()
  const secondsToReady = process.seconds()
  return {
    secondsToReady,
    async evaluate() {
      const before = processorSeconds(process.pid)
      const started = performance.now()
      process.say('evaluate')
      const evaluation = await process.next()
      const passed = (performance.now() - started) / 1000
      const after = processorSeconds(process.pid)
      return { ...evaluation, coresUsed: after && (after - before) / passed }
    },
    peakMegabytes: () => peakMegabytes(process.pid),
    end: process.end,
  }
}
