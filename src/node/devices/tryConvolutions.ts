import type { Convolutions } from '../../graphs/convolutions.js'
import { Graph } from '../../graphs/graph.js'
import { ModelProto } from '../../graphs/onnxProto.js'
import { conv, relu } from '../../graphs/operators.js'
import { withConvolutions } from '../../graphs/withConvolutions.js'
import { openSessions, type Runtime } from '../../runtime/openSessions.js'

/** Two layers in the middle of VGG-19, of a picture of 128 pixels: 2.4 billion operations. */
const [CHANNELS, SIDE] = [256, 32]
/** How many rounds a trial has at least and at most. It ends once either way has met its least time again: beside other work few say little. */
const [LEAST_ROUNDS, MOST_ROUNDS] = [8, 24]
/** How many times have to lie within which multiple of the least. */
const [TIMES, WITHIN] = [3, 1.05]
/** What the faster way has to take of the time of the direct one: it takes more memory and longer to load. */
const WORTH = 0.9

/** Times one layer in both ways, in turn, on the CPU. */
export async function tryConvolutions(runtime: Runtime, threads: number): Promise<Convolutions> {
  const graph = new Graph()
  const [map, kernel] = [
    graph.input('map', [1, CHANNELS, SIDE, SIDE]),
    graph.weight('kernel', [CHANNELS, CHANNELS, 3, 3]),
  ]
  graph.output('result', relu(conv(relu(conv(map, kernel)), kernel)))
  const direct = graph.model('convolutions', {})
  const values = (length: number) => Float32Array.from({ length }, (_, at) => (((at * 7919) % 2003) / 2003 - 0.5) / 16)
  const weights = new Map([['kernel', values(9 * CHANNELS ** 2)]])
  const host = await openSessions(runtime, { device: 'cpu', threads, weights })
  try {
    const input = { map: { data: values(CHANNELS * SIDE ** 2), dims: [1, CHANNELS, SIDE, SIDE] } }
    const ways = await Promise.all(
      (['direct', 'winograd'] as const).map(async how => {
        const model = ModelProto.encode(withConvolutions(direct, how)).finish()
        return { session: await host.createSession({ model, weights: ['kernel'] }), milliseconds: [] as number[] }
      }),
    )
    for (let round = 0; round <= MOST_ROUNDS; round++) {
      for (const { session, milliseconds } of ways) {
        const started = performance.now()
        await session.run(input)
        if (round > 0) milliseconds.push(performance.now() - started)
      }
      if (round >= LEAST_ROUNDS && ways.every(({ milliseconds }) => isMetAgain(milliseconds))) break
    }
    const [ofDirect = 0, ofWinograd = 0] = ways.map(({ milliseconds }) => Math.min(...milliseconds))
    return ofWinograd < WORTH * ofDirect ? 'winograd' : 'direct'
  } finally {
    await host.release()
  }
}

function isMetAgain(milliseconds: readonly number[]): boolean {
  const least = Math.min(...milliseconds)
  return milliseconds.filter(time => time <= WITHIN * least).length >= TIMES
}
