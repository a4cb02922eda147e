import type { Store } from '../state/store.js'
import type { Painter } from './painter.js'

/** Milliseconds after the last change: who moves a slider is not done yet. */
const PAUSE = 700

/** Somebody is at the page. */
const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown', 'input', 'drop', 'paste'] as const

/**
 * Has ONNX Runtime fetched and compiled, and runs made ready, once somebody is at the page, so that the first picture comes soon; nothing
 * is fetched and computed for a page that is only open. Where the browser is to save data, nothing is done ahead.
 *
 * @returns resolves with that first sign, or when a run begins
 */
export function prepareSoon(store: Store, painter: Painter): Promise<void> {
  let isUsed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    clearTimeout(timer)
    if (isUsed) timer = setTimeout(() => void painter.prepare(), PAUSE)
  }
  store.watch(({ places, options, blend, regions }) => [places, options, blend, regions] as const, soon)
  return new Promise(resolve => {
    store.watch(
      ({ run }) => run.begun,
      begun => begun && resolve(),
    )
    if (savesData()) return
    const stop = new AbortController()
    const use = () => {
      stop.abort()
      isUsed = true
      // The runtime at once; pictures may still be on their way.
      void painter.warm()
      void painter.prepare()
      resolve()
    }
    for (const sign of SIGNS) addEventListener(sign, use, { signal: stop.signal, passive: true })
  })
}

/** Whether the user has the browser save data. Not every browser tells. */
export function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } }
  return connection?.saveData === true
}
