import type { Paces } from '../state/pageState.js'

const KEY = 'nst-onnx-paces'

/** How fast this machine was at last. Empty where the browser keeps nothing. */
export function keptPaces(): Paces {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const numbers = Object.entries(kept ?? {}).filter(([, pace]) => typeof pace === 'number' && pace > 0)
    return Object.fromEntries(numbers)
  } catch {
    return {}
  }
}

export function keepPaces(paces: Paces): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(paces))
  } catch {
    // A user may allow no storage: the next visit begins with a guess.
  }
}
