import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

// A process of its own: what it held at most is all that it tells, and nothing takes that back.
const MEASURE = `
  import { compileLossGraph } from 'DIST/graphs/lossGraph.js'
  import { peakActivationBytes } from 'DIST/graphs/peakActivationBytes.js'
  import { withConvolutions } from 'DIST/graphs/withConvolutions.js'
  import { ModelProto } from 'DIST/graphs/onnxProto.js'
  import { sessionOptions } from 'DIST/runtime/devices.js'
  import runtime from 'onnxruntime-node'
  import { readFileSync } from 'node:fs'
  const floats = (dims, fill) => new Float32Array(dims.reduce((a, b) => a * b, 1)).map(() => fill * (Math.random() - 0.5))
  const extents = dims => dims.map(dim => Number(dim.dimValue ?? dim))
  const direct = compileLossGraph(JSON.parse(process.argv[1]), { width: 320, height: 256 })
  const model = withConvolutions(direct, process.argv[2])
  const externalData = model.graph.initializer
    .filter(({ externalData }) => externalData?.length)
    .map(({ name, dims }) => ({ path: name, data: new Uint8Array(floats(extents(dims), 0.1).buffer) }))
  const options = { ...sessionOptions('cpu', 1), externalData }
  const session = await runtime.InferenceSession.create(ModelProto.encode(model).finish(), options)
  const inputs = model.graph.input.map(({ name, type }) => {
    const dims = extents(type.tensorType.shape.dim)
    return [name, new runtime.Tensor('float32', floats(dims, 1), dims)]
  })
  // Not what the process tells of its own use: that begins with what its parent held.
  const bytes = field => 1024 * Number.parseInt(readFileSync('/proc/self/status', 'utf8').split(field + ':')[1])
  // What is held by now, not the most so far: to load a session takes memory that it gives back.
  const before = bytes('VmRSS')
  await session.run(Object.fromEntries(inputs))
  const held = bytes('VmHWM') - before
  console.log(JSON.stringify({ held, estimated: peakActivationBytes(model) }))
`.replaceAll('DIST', fileURLToPath(new URL('../../dist', import.meta.url)))

test.runIf(process.platform === 'linux').each([
  ['relu', 'avg', '3_1', 'direct'],
  ['conv', 'max', '3_1', 'direct'],
  ['relu', 'avg', '3_4', 'winograd'],
])(
  'an evaluation with taps of %s, %s pooling, down to %s and %s takes what is estimated, to a seventh',
  async (taps, pool, deepest, how) => {
    const style = ['1_1', '2_1', deepest].map(layer => ({ kind: 'style', tap: `${taps}${layer}` }))
    const specification = { terms: [...style, { kind: 'content', tap: `${taps}2_2` }], pool }
    const args = ['--input-type=module', '-e', MEASURE, JSON.stringify(specification), how]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    const { held, estimated } = JSON.parse(stdout)
    expect(estimated / held).toBeGreaterThan(0.85)
    expect(estimated / held).toBeLessThan(1.15)
  },
)
