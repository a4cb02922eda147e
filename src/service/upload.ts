import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { NstOnnxError } from '../errors.js'
import { inspectPicture } from '../images/inspectPicture.js'
import { checkRequest } from '../index.js'
import { type Fields, isFields } from '../options/shown.js'
import { isStartName, type TaggedInput } from '../requests/inputs.js'
import { requireFewBytes, requireFewPixels } from '../requests/limits.js'
import type { CheckedRequest } from '../requests/request.js'
import type { RequestRules } from '../requests/requestRules.js'
import type { BlobStore, Pieces } from './blobStore.js'
import { requireJobOptions } from './jobOptions.js'
import type { StoredPicture, StoredRequest } from './jobRecord.js'

/** Fetches a picture for a stranger. */
export type FetchForStranger = (address: URL) => Promise<Uint8Array>

/** A picture that has been stored, and not looked at yet. */
type Received = Omit<StoredPicture, 'width' | 'height'>

/** Where the pictures of one request go, and what they may be. */
export class Upload {
  readonly folder: string
  readonly #blobs: BlobStore
  readonly #rules: RequestRules
  readonly #fetch: FetchForStranger
  /** Stands for a picture that has been stored, in a request that is still to be checked. */
  readonly #stored = new Map<Uint8Array, Received>()

  constructor(folder: string, blobs: BlobStore, rules: RequestRules, fetchForStranger: FetchForStranger) {
    this.folder = folder
    this.#blobs = blobs
    this.#rules = rules
    this.#fetch = fetchForStranger
  }

  /** Stores a picture as it comes. Returns what stands for it in a request. Throws NstOnnxError `disk-full`. */
  async receive(blob: string, filename: string | undefined, pieces: Pieces): Promise<{ readonly bytes: Uint8Array }> {
    const hash = createHash('sha256')
    await this.#blobs.write(this.folder, blob, hashed(pieces, hash))
    const token = new Uint8Array(1)
    this.#stored.set(token, { blob, name: nameFrom(filename), identity: hash.digest('hex') })
    return { bytes: token }
  }

  /** The error for a picture of more bytes than are allowed. */
  tooLong(name: string): NstOnnxError {
    const limit = this.#rules.limits?.bytes ?? 0
    return new NstOnnxError('picture-over-limit', { name, value: `more than ${limit}`, unit: 'bytes', limit })
  }

  /**
   * Checks a request and the headers of its pictures, stores those that are not stored yet, and returns it as JSON.
   *
   * @throws NstOnnxError `usage` and `input`
   */
  async accept(given: unknown): Promise<StoredRequest> {
    if (isFields(given)) requireJobOptions(given)
    // What was checked holds tagged pictures.
    const checked = checkRequest(given, this.#rules) as CheckedRequest<TaggedInput<Uint8Array>>
    const { content, contentMask, styles, init, signal: _signal, resumeFrom: _resumeFrom, ...options } = checked
    return {
      ...options,
      ...(content && { content: await this.#picture('content', content) }),
      ...(styles && {
        styles: await inTurn(styles, async ({ picture, weight, mask }, index) => ({
          picture: await this.#picture(`style.${index}`, picture),
          weight,
          ...(mask && { mask: await this.#picture(`styleMask.${index}`, mask) }),
        })),
      }),
      ...(contentMask && { contentMask: await this.#picture('contentMask', contentMask) }),
      ...(init !== undefined && { init: isStartName(init) ? init : await this.#picture('init', init) }),
    }
  }

  async #picture(blob: string, picture: TaggedInput<Uint8Array>): Promise<StoredPicture> {
    const { limits = {} } = this.#rules
    const known = 'bytes' in picture ? this.#stored.get(picture.bytes) : undefined
    const stored = known ?? (await this.#store(blob, picture))
    const name = stored.name ?? blob
    const bytes = await this.#blobs.read(this.folder, stored.blob)
    if (!bytes) throw new Error(`the blob ${stored.blob} is gone`)
    requireFewBytes(name, bytes, limits)
    const { width, height } = inspectPicture(bytes, name)
    requireFewPixels(name, { width, height }, limits)
    return { ...stored, width, height }
  }

  async #store(blob: string, picture: TaggedInput<Uint8Array>): Promise<Received> {
    if ('path' in picture) throw new NstOnnxError('file-switched-off', { name: picture.path })
    if ('bytes' in picture) {
      const { bytes } = await this.receive(blob, picture.name, [picture.bytes])
      return this.#stored.get(bytes) as Received // which was just put there
    }
    const address = new URL(picture.url)
    await this.#blobs.write(this.folder, blob, [await this.#fetch(address)])
    return { blob, name: nameFrom(address.pathname), identity: address.href }
  }
}

/** The hash of what a request asks for: the same request has the same, whatever its pictures are called. */
export function digestOf(request: StoredRequest): string {
  const plain = JSON.stringify(request, (key, value: unknown) => (key === 'name' ? undefined : sorted(value)))
  return createHash('sha256').update(plain).digest('hex')
}

const sorted = (value: unknown): unknown =>
  isFields(value) ? Object.fromEntries(Object.entries(value as Fields).sort(([a], [b]) => (a < b ? -1 : 1))) : value

async function* hashed(pieces: Pieces, hash: { update(piece: Uint8Array): void }): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    hash.update(piece)
    yield piece
  }
}

/** One picture after the other, so that one at most is in memory. */
async function inTurn<From, To>(
  list: readonly From[],
  make: (item: From, index: number) => Promise<To>,
): Promise<To[]> {
  const made: To[] = []
  for (const [index, item] of list.entries()) made.push(await make(item, index))
  return made
}

/** A client's name of a file without its folders, where it has one. */
function nameFrom(given: string | undefined): string | undefined {
  const name = basename((given ?? '').replaceAll('\\', '/')).slice(0, 200)
  return name === '' || name === 'blob' ? undefined : name
}
