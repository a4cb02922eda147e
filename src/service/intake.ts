import { createHmac, randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { NstOnnxError } from '../errors.js'
import type { RequestRules } from '../requests/requestRules.js'
import { NOBODY } from './access.js'
import type { JobRecord } from './jobRecord.js'
import type { Jobs } from './jobs.js'
import type { RateLimit } from './rateLimit.js'
import { readForm } from './readForm.js'
import { ReadingGate } from './readingGate.js'
import { digestOf, type FetchForStranger, Upload } from './upload.js'

/** Texts of options are short. */
const FIELD_BYTES = 100_000
const MOST_FIELDS = 100
/** What the parser and the stream say of a form that ends early. */
const BROKEN = /unexpected end|terminated early|premature|aborted|multipart/i
/** Forms that are read at the same time: others wait unread, so that this thread answers what is small in between. */
const FORMS_READ = 8
const SLOW_MS = 1000
/** Any version of UUID that a client may choose. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What jobs are taken in with. */
export interface IntakeOptions {
  readonly jobs: Jobs
  readonly rules: RequestRules
  readonly rate: RateLimit
  /** Makes ids of idempotency keys that nobody guesses. */
  secret(): Promise<Uint8Array>
  readonly fetch: FetchForStranger
}

/** Makes jobs of requests. */
export class Intake {
  readonly #options: IntakeOptions
  readonly #gate = new ReadingGate(FORMS_READ, SLOW_MS)

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  /** Takes a job whose id the service chooses; the same one again where the client has sent the same `Idempotency-Key`. */
  async post(request: FastifyRequest, owner: string): Promise<{ readonly record: JobRecord; readonly isNew: boolean }> {
    const key = request.headers['idempotency-key']
    const id = key === undefined ? randomUUID() : await this.#idFrom(owner, request.ip, String(key))
    return this.#take(request, owner, id)
  }

  /** Takes a job under an id that the client chose. Throws NstOnnxError `job-id-wrong`. */
  put(request: FastifyRequest, owner: string, id: string): Promise<{ record: JobRecord; isNew: boolean }> {
    if (!UUID.test(id)) throw new NstOnnxError('job-id-wrong', { name: id.slice(0, 100) })
    return this.#take(request, owner, id.toLowerCase())
  }

  async #take(request: FastifyRequest, owner: string, id: string): Promise<{ record: JobRecord; isNew: boolean }> {
    const { jobs, rules, rate, fetch } = this.#options
    rate.take(clientOf(request, owner))
    // A job that is there already is answered even when no more are taken.
    if (!(await jobs.get(owner, id))) jobs.requireOpen()
    const folder = randomUUID()
    const upload = new Upload(folder, jobs.blobs, rules, fetch)
    let isTaken = false
    try {
      const stored = await this.#gate.pass(async () => {
        const given = request.isMultipart() ? await this.#form(request, upload) : request.body
        return upload.accept(given)
      })
      const urgency = urgencyOf(request.headers.priority)
      const added = await jobs.add({ id, owner, folder, request: stored, digest: digestOf(stored), urgency })
      isTaken = added.isNew
      return added
    } catch (error) {
      // Perhaps there is a job now that needs it.
      isTaken = error instanceof NstOnnxError && error.code === 'queue-unreachable'
      throw error
    } finally {
      if (!isTaken) await jobs.blobs.removeFolder(folder).catch(() => {})
    }
  }

  async #form(request: FastifyRequest, upload: Upload): Promise<Record<string, unknown>> {
    const { bytes = Number.POSITIVE_INFINITY, styles = 1 } = this.#options.rules.limits ?? {}
    // Whoever left while the form waited is not waited for.
    if (request.raw.destroyed) throw new NstOnnxError('body-malformed', { reason: 'it breaks off' })
    const parts = request.parts({
      limits: {
        fileSize: bytes,
        files: 2 * styles + 3,
        fields: MOST_FIELDS,
        fieldSize: FIELD_BYTES,
        fieldNameSize: 100,
      },
    })
    return readForm(parts, upload).catch(error => {
      if (error instanceof NstOnnxError || !(error instanceof Error) || !BROKEN.test(error.message)) throw error
      throw new NstOnnxError('body-malformed', { reason: 'it breaks off' }, { cause: error })
    })
  }

  /** Returns the id of a key: where there are no tokens, one client's keys are not another's. */
  async #idFrom(owner: string, ip: string, key: string): Promise<string> {
    const hex = createHmac('sha256', await this.#options.secret())
      .update([owner, owner === NOBODY ? ip : '', key].join('\n'))
      .digest('hex')
    // A UUID of version 8: its other bits are the maker's.
    const groups = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `8${hex.slice(13, 16)}`,
      `a${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ]
    return groups.join('-')
  }
}

/** How urgent a request is, by `Priority: u=0` to `u=7` (RFC 9218); 3 where it does not say. */
function urgencyOf(priority: string | string[] | undefined): number {
  const [, urgency] = /(?:^|,)\s*u\s*=\s*([0-7])\s*(?:$|[,;])/.exec(String(priority ?? '')) ?? []
  return Number(urgency ?? 3)
}

/** Who is counted as one: a token, or an address on the network where there are none. */
const clientOf = (request: FastifyRequest, owner: string): string => (owner === NOBODY ? request.ip : owner)
