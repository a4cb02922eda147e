import { fileURLToPath } from 'node:url'
import { createEngine, type Engine } from '../../engine/engine.js'
import { type EngineOptions, engineSettings } from '../../engine/engineOptions.js'
import type { FromEngine, ToEngine } from '../../engine/messages.js'
import { NstOnnxError } from '../../errors.js'
import type { PictureInput } from '../nodePlatform.js'
import { encodePicture } from '../pictures/encodePicture.js'
import { startThread } from './startThread.js'

/** An engine whose worker is a thread of this process. It is started for the first call. */
export function startNodeEngine(options: EngineOptions = {}): Engine<PictureInput> {
  return createEngine<PictureInput>({
    encodePicture,
    settings: async () => engineSettings(options),
    startWorker() {
      const thread = startThread<ToEngine<PictureInput>, FromEngine>()
      return { ...thread, end: () => thread.end({ kind: 'close' }) }
    },
    carried({ signal: _signal, ...request }) {
      return {
        ...request,
        ...('content' in request && { content: sendable(request.content) }),
        ...('style' in request && { style: sendable(request.style) }),
      } as typeof request // the kinds of requests keep their kind
    },
  })
}

/** A picture as a thread can be sent it: a path or bytes. Throws NstOnnxError `usage`. */
function sendable(picture: PictureInput | undefined): string | Uint8Array {
  if (picture instanceof URL && picture.protocol === 'file:') return fileURLToPath(picture)
  if (typeof picture === 'string' || picture instanceof Uint8Array) return picture
  throw new NstOnnxError('usage', `${picture} is no picture; give a path, a file: URL or the bytes of one`)
}
