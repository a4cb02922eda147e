import { canvasIsFaithful } from 'nst-onnx'
import type { Store } from '../state/store.js'

/** Says at once where this browser would spoil every picture. */
export function canvasNotice(store: Store): void {
  if (canvasIsFaithful()) return
  const text =
    'This browser changes the pixels that pages read, to hide who you are: pictures would be spoilt. Allow this page to read canvases (in Brave: Shields down; in Firefox: the picture symbol beside the address), or use another browser.'
  store.dispatch({ type: 'noticed', notice: { tone: 'problem', text } })
}
