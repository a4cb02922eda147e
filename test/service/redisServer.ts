import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether there is a redis-server here: without it, what needs one is skipped, which never happens in CI. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** Processes that start at the same time have ports of their own. */
let port = 20_000 + (process.pid % 4000) * 10

/** A server of a test's own, with a port and a folder of its own, which keeps what it was told on disk. */
export class RedisServer {
  readonly #port = port++
  readonly #folder = mkdtempSync(join(tmpdir(), 'nst-onnx-redis-'))
  readonly #words: readonly string[]
  #process: ChildProcess | undefined

  /** @param words of the command line, as `--maxmemory 20mb` */
  constructor(words: readonly string[] = []) {
    this.#words = words
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    const own = ['--port', String(this.#port), '--dir', this.#folder, '--bind', '127.0.0.1', '--save', '']
    const server = spawn('redis-server', [...own, '--appendonly', 'yes', ...this.#words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#process = server
    process.once('exit', () => server.kill('SIGKILL'))
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', text => String(text).includes('Ready to accept') && resolve())
      server.once('exit', code => reject(new Error(`redis-server ended with ${code}`)))
    })
  }

  /** Kills it, as a machine that fails does. */
  async kill(): Promise<void> {
    const server = this.#process
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
  }

  /** Asks it something by redis-cli. */
  ask(...words: readonly string[]): string {
    return spawnSync('redis-cli', ['-p', String(this.#port), ...words], { encoding: 'utf8' }).stdout.trim()
  }

  async remove(): Promise<void> {
    await this.kill()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
