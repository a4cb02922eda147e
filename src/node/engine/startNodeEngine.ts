import { createEngine, type Engine } from '../../engine/engine.js'
import { type EngineOptions, engineSettings } from '../../engine/engineOptions.js'
import type { FromEngine, ToEngine } from '../../engine/messages.js'
import { PROCESS_BYTES } from '../../stylize/memoryNeed.js'
import { stylesOf } from '../../stylize/request.js'
import { encodePicture } from '../pictures/encodePicture.js'
import { carriedInput, type PictureInput } from '../pictures/pictureInput.js'
import { usableMemory } from '../usableMemory.js'
import { startThread } from './startThread.js'

/** What all runs of an engine under Node have in common. */
export interface NodeEngineOptions extends EngineOptions {
  /**
   * Whether pictures at `http:` and `https:` addresses are fetched, of 64 MB and within two minutes at most, from wherever this
   * machine can reach. Without it they are refused.
   */
  readonly urls?: boolean | undefined
  /**
   * Whether paths are read, of pictures and of weights: `false` for services that pass on what strangers send, who could read the
   * server's files otherwise. True by default.
   */
  readonly files?: boolean | undefined
}

/** An engine whose worker is a thread of this process. It is started for the first call. */
export function startNodeEngine({ urls, files, ...options }: NodeEngineOptions = {}): Engine<PictureInput> {
  return createEngine<PictureInput>(
    {
      encodePicture,
      usableMemory: heldBytes => usableMemory(PROCESS_BYTES + heldBytes),
      settings: async () => ({ ...engineSettings(options), urls, files }),
      startWorker() {
        const thread = startThread<ToEngine<PictureInput>, FromEngine>()
        return { ...thread, end: () => thread.end({ kind: 'close' }) }
      },
      carried({ signal: _signal, ...request }) {
        return {
          ...request,
          ...('content' in request && { content: carriedInput(request.content, 'content') }),
          ...('style' in request && request.styles === undefined && { style: carriedInput(request.style, 'style.0') }),
          ...(request.styles && {
            styles: stylesOf(request).map(({ picture, weight }, index) => ({
              picture: carriedInput(picture, `style.${index}`),
              weight,
            })),
          }),
        } as typeof request // the kinds of requests keep their kind
      },
    },
    options,
  )
}
