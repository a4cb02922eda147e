import { loadNetworkWeights, storedLayers } from 'nst-onnx'
import { problemOf } from '../options/problem.js'
import type { Store } from '../state/store.js'
import { neededLayers } from './neededLayers.js'

/** Fetches what the present options need of VGG-19 and keeps it. What came before a failure is kept too. */
export async function fetchVgg19(store: Store, signal: AbortSignal): Promise<void> {
  const layers = neededLayers(store.state.options)
  store.dispatch({ type: 'fetchTold', receivedBytes: 0, totalBytes: 0 })
  let problem: string | undefined
  try {
    await loadNetworkWeights({
      layers,
      signal,
      onProgress: event => {
        if (event.kind === 'bytes')
          store.dispatch({ type: 'fetchTold', receivedBytes: event.doneBytes, totalBytes: event.totalBytes })
      },
    })
  } catch (error) {
    if (!signal.aborted) problem = problemOf(error).text
  }
  const kept = await storedLayers()
  // A browser that keeps nothing fetches again when the run needs it; that was asked for as well.
  const fetched = problem === undefined && !signal.aborted ? layers : []
  store.dispatch({ type: 'layersStored', layers: [...new Set([...kept, ...fetched])] })
  store.dispatch({ type: 'fetchEnded', ...(problem && { problem }) })
}
