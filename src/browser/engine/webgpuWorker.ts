import { serveInWorker } from './serveInWorker.js'
import { webgpuRuntime } from './webgpuRuntime.js'

/** The browser's worker for engines on `webgpu`. */

serveInWorker(webgpuRuntime)
