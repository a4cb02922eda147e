/// <reference lib="dom" />

/**
 * Neural style transfer in a page. What `nst-onnx` is to a bundler.
 *
 * @module nst-onnx/browser
 */

import type { Engine } from '../engine/engine.js'
import { type EngineOptions, forEngine } from '../engine/engineOptions.js'
import type { StylizeRun } from '../engine/engineRun.js'
import { createJobQueue as createQueueOn, type JobQueue, type QueueOptions } from '../jobs/jobQueue.js'
import { checkRequest as checkRequestAt } from '../requests/checkRequest.js'
import type { PaintRequest } from '../requests/request.js'
import { startWebEngine } from './engine/startWebEngine.js'
import { pageDoor } from './pageDoor.js'
import type { PictureInput } from './pictureInput.js'

/**
 * Paints the content picture in the manner of the style picture, after Gatys, Ecker, Bethge (2015). Returns at once; the graph
 * runs in a worker of its own whether or not anyone reads the run's events. Nothing leaves the page.
 *
 *     const run = stylize({ content: file, style: 'painting.jpg', size: 512, signal })
 *     for await (const event of run) if (event.event === 'step') console.log(event.iteration, event.loss)
 *     const { image, recipe, stopped } = await run.result
 *     link.href = URL.createObjectURL(await pictureBlob(image, { recipe }))
 *
 * Errors reject `result` and end the iteration: see `StylizeRun`.
 */
export function stylize(request: PaintRequest<PictureInput> & Omit<EngineOptions, 'idle'>): StylizeRun {
  const [own, rest] = forEngine(request)
  const engine = startWebEngine(own, { isForOneRun: true })
  const run = engine.run(rest)
  engine.close()
  return run
}

/**
 * An engine: one worker that holds whole runs, one after another. What `stylize` starts for itself and a queue stands on.
 *
 *     const engine = createEngine({ device: 'auto' })
 *     const { size, features } = await engine.plan(request)
 *     const { image } = await engine.run(request).result
 *     await engine.close()
 */
export function createEngine(options?: EngineOptions): Engine<PictureInput> {
  return startWebEngine(options)
}

/**
 * A queue of runs, one after another, that share what they can: decoded pictures, weights, the worker, sessions and targets. A
 * page that paints again and again starts sooner with one; `close` frees it.
 */
export function createJobQueue(options?: EngineOptions & QueueOptions): JobQueue<PictureInput> {
  return createQueueOn(startWebEngine(options), options)
}

/**
 * Checks a request, of which nothing is known, before anything is read: as `stylize`, an engine and a queue do at their door.
 * Returns it in one form, in which files are tagged and styles are a list.
 *
 * @throws NstOnnxError `usage`, which names the option or picture that is at fault
 */
export function checkRequest(
  request: unknown,
  { limits }: Pick<EngineOptions, 'limits'> = {},
): PaintRequest<PictureInput> {
  // What was checked has the pictures of one of the kinds of requests.
  return checkRequestAt(request, pageDoor(limits)) as PaintRequest<PictureInput>
}

export * from '../everywhere.js'
export { storedLayers } from './cacheStorageStore.js'
export { chooseDevice } from './chooseDevice.js'
export { type BrowserSettings, configure } from './configure.js'
export { encodePicture, type PageFormat } from './encodePicture.js'
export { startWebSessionHost } from './engine/webSessionHost.js'
export { canvasIsFaithful } from './faithfulCanvas.js'
export { type LoadOptions, loadNetworkWeights } from './loadNetworkWeights.js'
export { openBitmap } from './openBitmap.js'
export { type BlobOptions, pictureBlob } from './pictureBlob.js'
export type { PictureInput } from './pictureInput.js'
export { readPicture } from './readPicture.js'
