import { Blob } from 'node:buffer'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path => fileURLToPath(new URL(path, import.meta.url))
const BIN = here('../../dist/cli/bin.js')
const PICTURES = ['harbour', 'brush-strokes'].map(name => readFileSync(here(`../../examples/pictures/${name}.png`)))

/** Options of jobs that need no more of VGG-19 than its first layer. */
export const SMALL = { styleLayers: 'conv1_1', contentLayers: 'conv1_1', optimizer: 'adam' }

/** A form of two pictures and options. */
export function form(options) {
  const data = new FormData()
  data.set('content', new Blob([PICTURES[0]]), 'content.png')
  data.set('style', new Blob([PICTURES[1]]), 'style.png')
  for (const [name, value] of Object.entries(options)) data.set(name, String(value))
  return data
}

/** A folder that is removed when the trial ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-trial-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}

/** A process of a trial, which ends with it. */
class Process {
  constructor(command, words, isReady) {
    this.start = async () => {
      this.child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] })
      const { child } = this
      const end = () => child.kill('SIGKILL')
      process.once('exit', end)
      child.once('exit', () => process.off('exit', end))
      await new Promise((resolve, reject) => {
        const hear = text => isReady(String(text)) && resolve()
        child.stdout.on('data', hear)
        child.stderr.on('data', hear)
        child.once('exit', code => reject(new Error(`${command} ended with ${code}`)))
      })
    }
  }

  /** Whether it was running. */
  async kill(signal = 'SIGKILL') {
    const { child } = this
    if (child.exitCode !== null || child.signalCode !== null) return false
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    return true
  }
}

/** A Redis of the trial's own, which keeps what it was told on disk. */
export function redisServer(port) {
  const words = ['--port', port, '--dir', temporaryFolder(), '--save', '', '--appendonly', 'yes']
  return new Process('redis-server', words.map(String), text => text.includes('Ready to accept'))
}

/** `nst-onnx serve` or `work`. */
export const nstOnnx = (...words) =>
  new Process(process.execPath, [BIN, ...words.map(String)], text => /listening on|takes jobs/.test(text))

export const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Asks until there is an answer. */
export async function persist(ask) {
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer && answer.status < 500 && answer.status !== 429) return answer
    await answer?.body?.cancel()
    await pause(200)
  }
}
