/// <reference lib="dom" />
import { createEngine, type Engine } from '../../engine/engine.js'
import { type EngineOptions, engineSettings } from '../../engine/engineOptions.js'
import { stylesOf } from '../../stylize/request.js'
import { START_NAMES } from '../../stylize/startImage.js'
import { absoluteUrl } from '../absoluteUrl.js'
import { chooseDevice } from '../chooseDevice.js'
import { weightsUrl } from '../configure.js'
import { encodePicture } from '../encodePicture.js'
import type { PictureInput } from '../pictureInput.js'
import { startWebWorker } from './startWebWorker.js'

/** An engine whose worker is a web worker. It is started for the first call. */
export function startWebEngine(options: EngineOptions = {}): Engine<PictureInput> {
  return createEngine<PictureInput>(
    {
      encodePicture,
      async settings() {
        const settings = engineSettings(options)
        const chosen = await chooseDevice(settings.device, settings.threads)
        return { ...settings, chosen, weightsUrl: weightsUrl() }
      },
      startWorker: ({ chosen }) => startWebWorker(chosen?.device ?? 'wasm'),
      carried({ signal: _signal, ...request }) {
        const { init } = request
        return {
          ...request,
          ...('content' in request && { content: sendable(request.content) }),
          ...('style' in request && request.styles === undefined && { style: sendable(request.style) }),
          ...(request.styles && {
            styles: stylesOf(request).map(({ picture, weight }) => ({ picture: sendable(picture), weight })),
          }),
          ...(init && !START_NAMES.includes(init) && { init: absoluteUrl(init).href }),
        } as typeof request // the kinds of requests keep their kind
      },
    },
    options,
  )
}

/** A worker has addresses of its own, and URL objects do not travel. */
function sendable<Picture extends PictureInput | undefined>(picture: Picture): Picture | string {
  return typeof picture === 'string' || picture instanceof URL ? absoluteUrl(picture).href : picture
}
