import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '../../node/files/replaceFile.js'
import { type JobRecord, keyOf } from '../jobRecord.js'

const ENDING = '.json'

/** Records of jobs as files of a folder. */
export class RecordFiles {
  readonly #folder: string
  /** Writes of one record follow each other. */
  readonly #writing = new Map<string, Promise<void>>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Reads all records. What cannot be read is left out. */
  async readAll(): Promise<JobRecord[]> {
    await mkdir(this.#folder, { recursive: true })
    const names = (await readdir(this.#folder)).filter(name => name.endsWith(ENDING))
    const records = await Promise.all(
      names.map(async name => {
        try {
          return JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as JobRecord // written below
        } catch {
          return undefined
        }
      }),
    )
    return records.filter(record => record !== undefined)
  }

  /** Keeps a record in place of the one before. Throws the file system's own error. */
  write(record: JobRecord): Promise<void> {
    return this.#after(keyOf(record), path => replaceFile(path, Buffer.from(JSON.stringify(record))))
  }

  remove(record: JobRecord): Promise<void> {
    return this.#after(keyOf(record), path => rm(path, { force: true }))
  }

  #after(key: string, act: (path: string) => Promise<void>): Promise<void> {
    const before = this.#writing.get(key) ?? Promise.resolve()
    const done = before.catch(() => {}).then(() => act(join(this.#folder, `${key}${ENDING}`)))
    this.#writing.set(key, done)
    const forget = () => {
      if (this.#writing.get(key) === done) this.#writing.delete(key)
    }
    done.then(forget, forget)
    return done
  }
}
