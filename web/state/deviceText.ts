import type { Forecast } from './pageState.js'

/** What the page can use of the machine it is on. */
export interface Surroundings {
  /** Whether threads may share memory here. */
  readonly isolated: boolean
  /** Threads of the machine. */
  readonly cores: number
}

/**
 * Where a run goes, or would go, and why. A few sentences.
 *
 * @param reloadIsolates whether the page's service worker will isolate the page where its server does not
 */
export function deviceText(forecast: Forecast, { isolated, cores }: Surroundings, reloadIsolates: boolean): string {
  if ('problem' in forecast) return forecast.problem
  const { device, threads, reason } = forecast
  const because = reason ? `, as ${reason}` : ''
  if (device === 'webgpu') return `On the GPU, by WebGPU${because}.`
  const count = threads === 1 ? 'one thread' : `${threads} threads`
  const cpu = `On the CPU, by WebAssembly with ${count}${because}.`
  if (isolated || cores === 1) return cpu
  const why = `It has one of the machine’s ${cores} threads only, as the page is not cross-origin isolated: its server sends no headers for that.`
  return `${cpu} ${why}${reloadIsolates ? ' Reload the page to use all.' : ''}`
}
