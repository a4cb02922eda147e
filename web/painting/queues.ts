import { createJobQueue, type JobQueue, type PictureInput } from 'nst-onnx'
import { filledOptions, type Options } from 'nst-onnx/options'
import type { PageState } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { freeThreads } from './freeThreads.js'

/** What a queue is opened for. */
export interface Machine {
  readonly device: NonNullable<Options['device']>
  readonly threads: number | undefined
}

interface OpenQueue {
  readonly key: string
  readonly queue: JobQueue<PictureInput>
}

/**
 * Makes what returns the queue for a machine: the one that is open, where it is for the same one. A run after another, with other options
 * mostly, then starts at once: worker, fitted features and graph are still there.
 */
export function createQueues(store: Store): (machine: Machine) => Promise<JobQueue<PictureInput>> {
  let latest: Promise<OpenQueue> | undefined
  const open = async ({ device, threads }: Machine, before: typeof latest): Promise<OpenQueue> => {
    const key = `${device} ${threads}`
    const last = await before?.catch(() => undefined)
    if (last?.key === key) return last
    void last?.queue.close()
    const isGpu = store.state.forecast && 'device' in store.state.forecast && store.state.forecast.device === 'webgpu'
    const count = threads ?? (isGpu ? undefined : await freeThreads())
    return { key, queue: createJobQueue({ device, ...(count && { threads: count }) }) }
  }
  return async machine => {
    const opened = open(machine, latest)
    latest = opened
    return (await opened).queue
  }
}

/** The machine that is chosen. */
export const machineOf = ({ options }: PageState): Machine => ({
  device: filledOptions(options).device,
  threads: options.threads,
})
