import type { FastifyInstance } from 'fastify'
import { NstOnnxError } from '../errors.js'

/** Bounds what the bodies that are held in memory take together. */
export class BodyBudget {
  readonly #limit: number
  readonly #most: number
  #held = 0

  /**
   * @param limit bytes of all bodies at once
   * @param most bytes of one
   */
  constructor(limit: number, most: number) {
    this.#limit = limit
    this.#most = most
  }

  /** Refuses JSON bodies for which there is no room at present, before they are read. */
  watch(app: FastifyInstance): void {
    const held = new WeakMap<object, number>()
    app.addHook('preParsing', async request => {
      if (request.isMultipart()) return
      const length = Math.min(Number(request.headers['content-length'] ?? this.#most), this.#most)
      if (this.#held + length > this.#limit) throw new NstOnnxError('uploads-full', {})
      this.#held += length
      held.set(request, length)
    })
    const release = async (request: object) => {
      this.#held -= held.get(request) ?? 0
      held.delete(request)
    }
    // Once the handler has made a job of it, or whoever sent it has left.
    app.addHook('onResponse', release)
    app.addHook('onRequestAbort', release)
  }
}
