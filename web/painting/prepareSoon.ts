import type { Store } from '../state/store.js'
import type { Painter } from './painter.js'

/** Milliseconds after the last change: who moves a slider is not done yet. */
const PAUSE = 700

/**
 * Has runs made ready from the first sign on that somebody is going to paint, so that the first picture comes soon; nothing is
 * fetched and computed for who only looks. Where the browser is to save data, nothing is done ahead.
 *
 * @returns resolves with that first sign, or when a run begins
 */
export function prepareSoon(store: Store, painter: Painter, mainButton: HTMLElement): Promise<void> {
  let isMeant = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    clearTimeout(timer)
    if (isMeant) timer = setTimeout(() => void painter.prepare(), PAUSE)
  }
  store.watch(({ places, options, blend, regions }) => [places, options, blend, regions] as const, soon)
  return new Promise(resolve => {
    store.watch(
      ({ run }) => run.begun,
      begun => begun && resolve(),
    )
    if (savesData()) return
    const mean = () => {
      stop.abort()
      isMeant = true
      void painter.prepare()
      resolve()
    }
    const stop = new AbortController()
    const once = { signal: stop.signal, passive: true }
    for (const sign of ['pointerenter', 'focus']) mainButton.addEventListener(sign, mean, once)
    for (const sign of ['pointerdown', 'keydown', 'input', 'drop', 'paste']) addEventListener(sign, mean, once)
  })
}

/** Whether the user has the browser save data. Not every browser tells. */
export function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } }
  return connection?.saveData === true
}
