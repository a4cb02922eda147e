import { STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'
import type { OpenPage, PageRoom } from './openPage.js'
import { serveShards } from './shards.js'

export const CONTENT = await small(TUBINGEN)
export const STYLE = await small(STARRY_NIGHT)

/** For tests that are not about what is painted. */
export const FIRST_LAYERS = { styleLayers: ['conv1_1'], contentLayers: ['conv1_2'] } as const

/** Chromium ends a worker whose threads wait for work after two seconds. */
export const TERMINATION = { timeout: 10_000 }

/** A page with two pictures and the weights at hand. */
export async function preparedPage(room: PageRoom): Promise<OpenPage> {
  const open = await room.open()
  serveShards(open.server)
  open.server.extra.set('/content.png', CONTENT)
  open.server.extra.set('/style.png', STYLE)
  await open.page.evaluate(() => nst.configure({ weightsUrl: 'vgg19' }))
  return open
}
