import type { Store } from '../state/store.js'
import type { Painter } from './painter.js'

/** Milliseconds after the last change: who moves a slider is not done yet. */
const PAUSE = 700

/** Somebody is at the page. */
const PRESENT = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown'] as const
/** Somebody is going to paint. */
const MEANT = ['pointerdown', 'keydown', 'input', 'drop', 'paste'] as const

/**
 * Has ONNX Runtime fetched and compiled once somebody is at the page, and runs made ready from the first sign on that they are going to
 * paint, so that the first picture comes soon; nothing is fetched and computed for a page that is only open. Where the browser is to save
 * data, nothing is done ahead.
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
    for (const sign of MEANT) addEventListener(sign, mean, once)
    const here = new AbortController()
    const warm = () => {
      here.abort()
      if (!isMeant) void painter.warm()
    }
    for (const sign of PRESENT) addEventListener(sign, warm, { signal: here.signal, passive: true })
  })
}

/** Whether the user has the browser save data. Not every browser tells. */
export function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } }
  return connection?.saveData === true
}
