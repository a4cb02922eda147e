import type { Redis } from 'ioredis'
import { CHANNELS } from './keys.js'

/** One who waits for something to be told. */
export interface Listener {
  /** Resolves at the next notice. Whoever reads first and then waits asks for this before, so as to miss nothing. */
  next(): Promise<void>
  close(): void
}

/** Wakes those who wait for something to be told: a job's key, or the name of an answer. */
export class Notices {
  readonly #redis: Redis
  readonly #wakes = new Map<string, Set<() => void>>()

  /** @param redis a connection of its own, which only listens */
  constructor(redis: Redis) {
    this.#redis = redis
    redis.on('message', (_, about: string) => this.#wake(about))
    // What was told while the connection was away was not heard.
    redis.on('ready', () => {
      for (const about of this.#wakes.keys()) this.#wake(about)
    })
    // It goes on by itself when the connection is back.
    redis.subscribe(CHANNELS.told).catch(() => {})
  }

  listen(about: string): Listener {
    let woken = () => {}
    let told = Promise.resolve()
    const wake = () => {
      woken()
      told = new Promise(resolve => {
        woken = resolve
      })
    }
    wake()
    const wakes = this.#wakes.get(about) ?? new Set()
    this.#wakes.set(about, wakes.add(wake))
    return {
      next: () => told,
      close: () => {
        wakes.delete(wake)
        if (wakes.size === 0 && this.#wakes.get(about) === wakes) this.#wakes.delete(about)
      },
    }
  }

  close(): void {
    this.#redis.disconnect()
  }

  #wake(about: string): void {
    for (const wake of this.#wakes.get(about) ?? []) wake()
  }
}
