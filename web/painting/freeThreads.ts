import type { SpinAnswer, SpinRequest } from './spinWorker.js'

/** Long enough for a processor to reach its speed, short enough not to be noticed. */
const TRIAL_MS = 40
/** Threads wait for their slowest: it has to be so fast beside one that is alone. */
const FULL_SPEED = 0.6
/** More bring little: each has to be waited for at every layer. */
const MOST_THREADS = 16

/**
 * How many threads the machine has to spare just now, found by a short trial: on a busy machine many are slower than few, as they wait
 * for each other. Undefined where the page may have one only, or the trial cannot be made.
 */
export async function freeThreads(): Promise<number | undefined> {
  const cores = Math.min(navigator.hardwareConcurrency, MOST_THREADS)
  if (!crossOriginIsolated || cores === 1) return undefined
  const workers = Array.from(
    { length: cores },
    () => new Worker(new URL('./spinWorker.ts', import.meta.url), { type: 'module' }),
  )
  try {
    const [first] = workers
    if (!first) return undefined
    // The first time, workers are only just being started.
    await Promise.all(workers.map(worker => spin(worker, 1)))
    const alone = await spin(first, TRIAL_MS)
    for (let count = cores; count > 1; count = Math.floor(count / 2)) {
      const together = await Promise.all(workers.slice(0, count).map(worker => spin(worker, TRIAL_MS)))
      if (Math.min(...together) >= FULL_SPEED * alone) return count
    }
    return 1
  } catch {
    return undefined
  } finally {
    for (const worker of workers) worker.terminate()
  }
}

/** How far a worker gets in a time. */
function spin(worker: Worker, milliseconds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<SpinAnswer>) => resolve(data.turns)
    worker.onerror = event => {
      event.preventDefault()
      reject(new Error('a worker cannot be started'))
    }
    worker.postMessage({ milliseconds } satisfies SpinRequest)
  })
}
