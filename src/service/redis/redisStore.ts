import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Redis } from 'ioredis'
import type { BlobStore, Pieces } from '../blobStore.js'
import { KEYS } from './keys.js'
import { COMMIT } from './storeScripts.js'

/** Bytes of one chunk: Redis does nothing else while it hands one over. */
const CHUNK = 2 ** 18
/** Seconds that the chunks of a blob that was not written to its end are kept. */
const UNFINISHED_SECONDS = 3600
/** A blob that is replaced while it is read is read anew so often. */
const TRIES = 3

/** A blob as it is at present. */
interface Version {
  readonly key: string
  readonly length: number
}

/** Blobs in Redis: each a hash of chunks. Rejects as Redis does. */
export class RedisStore implements BlobStore {
  readonly #redis: Redis

  constructor(redis: Redis) {
    this.#redis = redis
  }

  async write(folder: string, name: string, pieces: Pieces): Promise<number> {
    const version = randomUUID()
    const key = KEYS.blob(folder, name, version)
    try {
      let length = 0
      let index = 0
      for await (const chunk of chunksOf(pieces)) {
        await this.#redis.hset(key, String(index), Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
        if (index === 0) await this.#redis.expire(key, UNFINISHED_SECONDS)
        length += chunk.length
        index++
      }
      const prefix = KEYS.blob(folder, name, '')
      const done = await this.#redis.eval(COMMIT, 2, key, KEYS.blobs(folder), name, `${version} ${length}`, prefix)
      if (done !== 'done') throw new Error('the chunks of a blob are gone')
      return length
    } catch (error) {
      await this.#redis.unlink(key).catch(() => {})
      throw error
    }
  }

  async read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    for (let tried = 0; tried < TRIES; tried++) {
      const version = await this.#version(folder, name)
      if (!version) return undefined
      const bytes = new Uint8Array(version.length)
      if (await this.#fill(bytes, version)) return bytes
    }
    return undefined
  }

  async size(folder: string, name: string): Promise<number | undefined> {
    return (await this.#version(folder, name))?.length
  }

  stream(folder: string, name: string, start: number, end: number): Readable {
    return Readable.from(this.#part(folder, name, start, end), { objectMode: false })
  }

  async remove(folder: string, name: string): Promise<void> {
    const version = await this.#version(folder, name)
    if (!version) return
    await this.#redis.unlink(version.key)
    await this.#redis.hdel(KEYS.blobs(folder), name)
  }

  async removeFolder(folder: string): Promise<void> {
    const versions = Object.entries(await this.#redis.hgetall(KEYS.blobs(folder)))
    const keys = versions.map(([name, text]) => versionFrom(folder, name, text).key)
    await this.#redis.unlink(KEYS.blobs(folder), ...keys)
  }

  async #version(folder: string, name: string): Promise<Version | undefined> {
    const text = await this.#redis.hget(KEYS.blobs(folder), name)
    return text === null ? undefined : versionFrom(folder, name, text)
  }

  /** Whether the blob was there to its end. */
  async #fill(bytes: Uint8Array, { key, length }: Version): Promise<boolean> {
    for (let at = 0; at < length; at += CHUNK) {
      const chunk = await this.#redis.hgetBuffer(key, String(at / CHUNK))
      if (!chunk) return false
      bytes.set(chunk, at)
    }
    return true
  }

  async *#part(folder: string, name: string, start: number, end: number): AsyncGenerator<Uint8Array> {
    const version = await this.#version(folder, name)
    for (let index = Math.floor(start / CHUNK); index <= end / CHUNK; index++) {
      const chunk = version && (await this.#redis.hgetBuffer(version.key, String(index)))
      if (!chunk) throw new Error(`the blob ${name} is gone`)
      yield chunk.subarray(Math.max(0, start - index * CHUNK), end + 1 - index * CHUNK)
    }
  }
}

function versionFrom(folder: string, name: string, text: string): Version {
  const [version = '', length] = text.split(' ')
  return { key: KEYS.blob(folder, name, version), length: Number(length) }
}

/** Brings pieces into chunks of one size; there is always one, if only an empty one. */
async function* chunksOf(pieces: Pieces): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(CHUNK)
  let filled = 0
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + CHUNK - filled)
      chunk.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < CHUNK) continue
      yield chunk
      chunk = new Uint8Array(CHUNK)
      filled = 0
    }
  }
  yield chunk.subarray(0, filled)
}
