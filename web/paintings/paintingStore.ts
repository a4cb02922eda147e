import type { Painting } from '../state/pageState.js'

/** Where the browser keeps paintings. */
export interface PaintingStore {
  /** Newest first. Empty where the browser keeps nothing for the page. */
  all(): Promise<readonly Painting[]>
  /** Keeps a painting, in place of one of the same id. False where the browser does not: it is full, or its user allows no storage. */
  keep(painting: Painting): Promise<boolean>
  remove(id: string): Promise<void>
}

const DATABASE = 'nst-onnx-paintings'
const TABLE = 'paintings'

/** The oldest go when there are more, or when they take more. */
export const MOST_PAINTINGS = 24
const MOST_BYTES = 250e6

export function paintingStore(): PaintingStore {
  const opened = open()
  const table = async (mode: IDBTransactionMode) => (await opened).transaction(TABLE, mode).objectStore(TABLE)
  const all = async () => {
    const kept: Painting[] = await answered((await table('readonly')).getAll())
    return kept.toSorted((a, b) => b.made - a.made)
  }
  const remove = async (id: string) => void (await answered((await table('readwrite')).delete(id)))
  const put = async (painting: Painting) => void (await answered((await table('readwrite')).put(painting)))
  const putWhole = async ({ rest, ...painting }: Painting) => {
    try {
      await put({ ...painting, ...(rest && { rest }) })
    } catch (error) {
      if (!rest) throw error
      await put(painting)
    }
  }
  return {
    all: () => all().catch(() => []),
    async keep(painting) {
      try {
        await putWhole(painting)
        const paintings = await all()
        for (const { id } of tooMany(paintings)) await remove(id)
        // One run can go on, the last: what another would go on with is large.
        for (const { rest, ...other } of paintings) if (rest && other.id !== painting.id) await put(other)
        return true
      } catch {
        return false
      }
    },
    remove: id => remove(id).catch(() => {}),
  }
}

/** What is beyond the bounds, of a list that begins with the newest; the newest never is. */
function tooMany(paintings: readonly Painting[]): readonly Painting[] {
  let bytes = 0
  return paintings.filter((painting, i) => {
    bytes += bytesOf(painting)
    return i > 0 && (i >= MOST_PAINTINGS || bytes > MOST_BYTES)
  })
}

function bytesOf({ file, thumbnail, before, sources }: Painting): number {
  return [file, thumbnail, before, ...Object.values(sources)].reduce((sum, { size }) => sum + size, 0)
}

/** Rejects where the browser allows no storage. */
async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: 'id' })
  return answered(request)
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
