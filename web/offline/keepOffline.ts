import type { Forecast } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import type { KeepAnswer, KeepRequest } from './messages.js'

/**
 * Has the browser keep the page, and, once it is needed, ONNX Runtime for the device that a run would use here.
 *
 * @param needed resolves when somebody is about to paint
 */
export async function keepOffline(store: Store, needed: Promise<void>): Promise<void> {
  // Absent on a page that is not secure, whatever the type says.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker
  if (!workers) return
  try {
    await workers.register('./service-worker.js')
    const { active } = await workers.ready
    const [forecast] = await Promise.all([firstForecast(store), needed])
    const device = 'device' in forecast && forecast.device === 'webgpu' ? 'webgpu' : 'wasm'
    if (active && (await ask(active, { keep: device })).kept) store.dispatch({ type: 'keptOffline' })
  } catch {
    // Refused by the user's settings, or the network went meanwhile: the page works as long as it is open.
  }
}

function firstForecast(store: Store): Promise<Forecast> {
  return new Promise(resolve => {
    store.watch(
      ({ forecast }) => forecast,
      forecast => forecast && resolve(forecast),
    )
  })
}

function ask(worker: ServiceWorker, request: KeepRequest): Promise<KeepAnswer> {
  const { port1, port2 } = new MessageChannel()
  return new Promise(resolve => {
    port1.onmessage = ({ data }) => {
      port1.close()
      resolve(data)
    }
    worker.postMessage(request, [port2])
  })
}
