import { serveInWorker } from './serveInWorker.js'
import { wasmRuntime } from './wasmRuntime.js'

/** The browser's worker for engines on `wasm`. */

serveInWorker(wasmRuntime)
