/**
 * Neural style transfer under Node: two pictures in, one picture out.
 *
 * @module nst-onnx
 */

import type { Engine } from './engine/engine.js'
import { forEngine } from './engine/engineOptions.js'
import type { StylizeRun } from './engine/engineRun.js'
import { createJobQueue as createQueueOn, type JobQueue, type QueueOptions } from './jobs/jobQueue.js'
import { type NodeEngineOptions, startNodeEngine } from './node/engine/startNodeEngine.js'
import { nodeDoor } from './node/nodeDoor.js'
import type { PictureInput } from './node/pictures/pictureInput.js'
import { checkRequest as checkRequestAt } from './requests/checkRequest.js'
import type { PaintRequest } from './requests/request.js'
import type { RequestRules } from './requests/requestRules.js'
import type { Estimate } from './stylize/estimateRun.js'

/**
 * Paints the content picture in the manner of the style picture, after Gatys, Ecker, Bethge (2015). Returns at once; the work
 * goes on in a thread of its own whether or not anyone reads its events. Several runs can go on at the same time.
 *
 *     const run = stylize({ content: 'photo.jpg', style: 'painting.jpg', size: 512, signal })
 *     for await (const event of run) if (event.event === 'step') console.log(event.iteration, event.loss)
 *     const { image, recipe, stopped } = await run.result
 *     await savePicture('out.png', image, { recipe })
 *
 * Errors reject `result` and end the iteration: see `StylizeRun`.
 */
export function stylize(request: PaintRequest<PictureInput> & Omit<NodeEngineOptions, 'idle'>): StylizeRun {
  const [own, rest] = forEngine(request)
  const engine = startNodeEngine(own, { isForOneRun: true })
  const run = engine.run(rest)
  engine.close()
  return run
}

/**
 * What a run would take: memory, time and evaluations. Checks what a run checks, and times a few small evaluations.
 *
 *     const { seconds, memoryBytes } = await estimateRun({ content: 'photo.jpg', style: 'painting.jpg', size: 2048 })
 *
 * Rejects as a run does: see `StylizeRun`.
 */
export async function estimateRun(
  request: PaintRequest<PictureInput> & Omit<NodeEngineOptions, 'idle'>,
): Promise<Estimate> {
  const [own, rest] = forEngine(request)
  const engine = startNodeEngine(own, { isForOneRun: true })
  try {
    return await engine.estimate(rest)
  } finally {
    await engine.close()
  }
}

/**
 * An engine: one worker that holds whole runs, one after another. What `stylize` starts for itself and a queue stands on.
 *
 *     const engine = createEngine({ device: 'auto' })
 *     const { size, features } = await engine.plan(request)
 *     const { image } = await engine.run(request).result
 *     await engine.close()
 */
export function createEngine(options?: NodeEngineOptions): Engine<PictureInput> {
  return startNodeEngine(options)
}

/**
 * A queue of runs that share what they can: decoded pictures, weights, sessions and targets. For services, and for many
 * pictures at once; `runJobs` carries out a list and reports each.
 *
 *     const queue = createJobQueue()
 *     const first = queue.add({ content: 'a.jpg', style: 'painting.jpg' })
 *     const second = queue.add(texture('painting.jpg', ['conv_1', 'conv_2']))
 *     await Promise.allSettled([first.result, second.result])
 *     await queue.close()
 */
export function createJobQueue(options?: NodeEngineOptions & QueueOptions): JobQueue<PictureInput> {
  return createQueueOn(startNodeEngine(options), options)
}

/**
 * Checks a request, of which nothing is known, before anything is read: as `stylize`, an engine and a queue do at their door.
 * Returns it in one form, in which every file is tagged and styles are a list.
 *
 *     const request = checkRequest(JSON.parse(body), { files: false, limits: { size: 1024, iterations: 500 } })
 *     const run = queue.add(request)
 *
 * @throws NstOnnxError `usage`, which names the option or picture that is at fault
 */
export function checkRequest(request: unknown, rules: RequestRules = {}): PaintRequest<PictureInput> {
  // What was checked has the pictures of one of the kinds of requests.
  return checkRequestAt(request, nodeDoor(rules)) as PaintRequest<PictureInput>
}

export * from './everywhere.js'
export { startNodeSessionHost } from './node/engine/nodeSessionHost.js'
export type { NodeEngineOptions } from './node/engine/startNodeEngine.js'
export { type FolderShelfOptions, folderShelf } from './node/folderShelf.js'
export { encodePicture } from './node/pictures/encodePicture.js'
export type { NamedPicture, PictureInput } from './node/pictures/pictureInput.js'
export { readPicture } from './node/pictures/readPicture.js'
export { pictureFile, savePicture } from './node/pictures/savePicture.js'
export { type LoadOptions, loadNetworkWeights } from './node/weights/loadNetworkWeights.js'
export type { Estimate } from './stylize/estimateRun.js'
