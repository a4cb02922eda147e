import type { Device } from './devices.js'
import type { SessionDescription, Tensors } from './sessionHost.js'

/** What the host asks of its worker. Every request is answered once, under its `id`. */
export type Request =
  | {
      readonly kind: 'start'
      readonly device: Device
      readonly threads: number
      readonly weights: ReadonlyMap<string, Float32Array>
    }
  | ({ readonly kind: 'create' } & SessionDescription)
  | { readonly kind: 'bind'; readonly session: number; readonly inputs: Tensors }
  | { readonly kind: 'run'; readonly session: number; readonly inputs: Tensors }
  | { readonly kind: 'release'; readonly session: number }
  /** Ends the thread, after the requests before it; has no answer. */
  | { readonly kind: 'close' }

export type Numbered<Message> = Message & { readonly id: number }

/** The worker's answer: a session's number to `create`, the outputs to `run`, nothing to the others. */
export type Answer =
  | { readonly ok: true; readonly session?: number; readonly outputs?: Tensors }
  | { readonly ok: false; readonly message: string }
