/// <reference lib="dom" />
import type { Env } from 'onnxruntime-web'
import { answerRequests } from './answerRequests.js'
import type { Runtime } from './openSessions.js'
import type { Numbered, Request } from './protocol.js'

/** Turns the web worker that this is called in into one that answers requests. */
export function answerInWorker(env: Env, runtime: Runtime): void {
  // A bundler puts ONNX Runtime into the worker's own script, which then is the script of its WebAssembly threads as well.
  if (self.name.startsWith('em-pthread')) return
  // What goes wrong reaches the caller as an error; the console is the page's.
  env.logLevel = 'fatal'
  const answer = answerRequests(runtime, {
    post: (answer, handedOver) => self.postMessage(answer, { transfer: handedOver }),
    close: () => self.close(),
  })
  self.onmessage = ({ data }: MessageEvent<Numbered<Request>>) => answer(data)
}
