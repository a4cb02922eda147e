import { expect, test } from 'vitest'
import { SHARED_WEIGHTS, STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'
import { engineInThread, PLATFORM } from './engineInThread.js'

test.each([
  ['from a coarse stage on', [2, 1]],
  ['at its last stage alone, which reads less deep', [0, 2]],
])('a run %s reads its network once, and loads each loss once', async (_, iterations) => {
  let networks = 0
  const loaded: string[] = []
  const engine = engineInThread({
    ...PLATFORM,
    loadWeights: request => {
      networks++
      return PLATFORM.loadWeights(request)
    },
    async startSessionHost(options) {
      const host = await PLATFORM.startSessionHost(options)
      const createSession: typeof host.createSession = description => {
        loaded.push(String(description.model))
        return host.createSession(description)
      }
      return { ...host, createSession }
    },
  })
  const [content, style] = [await small(TUBINGEN), await small(STARRY_NIGHT)]
  const weights = { path: SHARED_WEIGHTS }
  const sizes = { size: 64, styleSize: 64, scales: [32, 64] }
  await engine.run({ content, style, ...sizes, iterations, weights, threads: 1 }).result
  await engine.close()
  const losses = loaded.filter(model => loaded.indexOf(model) === loaded.lastIndexOf(model))
  expect({ networks, twice: loaded.length - losses.length }).toEqual({ networks: 1, twice: 0 })
})
