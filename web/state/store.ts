import type { Action } from './action.js'
import type { PageState } from './pageState.js'
import { reduce } from './reduce.js'

/** The state of the page, and the one way to change it. */
export interface Store {
  readonly state: PageState
  dispatch(action: Action): void
  /** Shows a slice of the state, now and whenever it has changed. A list has changed when one of its elements has. */
  watch<Slice>(select: (state: PageState) => Slice, show: (slice: Slice) => void): void
}

export function createStore(first: PageState): Store {
  let state = first
  const watchers: (() => void)[] = []
  return {
    get state() {
      return state
    },
    dispatch(action) {
      state = reduce(state, action)
      for (const look of watchers) look()
    },
    watch(select, show) {
      let shown = select(state)
      watchers.push(() => {
        const slice = select(state)
        if (isSame(slice, shown)) return
        shown = slice
        show(slice)
      })
      show(shown)
    },
  }
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b)
  return a.length === b.length && a.every((element, i) => Object.is(element, b[i]))
}
