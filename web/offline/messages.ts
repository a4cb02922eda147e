/** What the page asks its service worker: to keep the WebAssembly for a device. It is answered through the port that comes along. */
export interface KeepRequest {
  readonly keep: 'wasm' | 'webgpu'
}

/** The answer: whether it is kept, with all of the page. */
export interface KeepAnswer {
  readonly kept: boolean
}
