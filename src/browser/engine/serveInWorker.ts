/// <reference lib="dom" />
import { serveWorker, type ToWorker } from '../../engine/serveWorker.js'
import type { Runtime } from '../../runtime/openSessions.js'
import { browserPlatform } from '../browserPlatform.js'
import { configure } from '../configure.js'
import { drawOutside } from '../drawSvg.js'
import type { CarriedInput } from '../pictureInput.js'
import { loadAhead } from './loadAhead.js'

/** Turns the web worker that this is called in into one in which ONNX Runtime runs. */
export function serveInWorker(runtime: Runtime): void {
  // A bundler puts ONNX Runtime into the worker's own script, which then is the script of its WebAssembly threads as well.
  if (self.name.startsWith('em-pthread')) return
  drawOutside()
  const take = serveWorker<CarriedInput>(
    runtime,
    ({ weightsUrl, limits, chosen }) => {
      configure({ weightsUrl })
      if (chosen) void loadAhead(runtime, chosen)
      return browserPlatform(runtime, limits)
    },
    {
      post: (message, handedOver) => self.postMessage(message, { transfer: handedOver }),
      close: () => self.close(),
    },
  )
  self.onmessage = ({ data }: MessageEvent<ToWorker<CarriedInput>>) => take(data)
}
