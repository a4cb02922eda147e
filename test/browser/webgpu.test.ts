import { beforeAll, expect, test } from 'vitest'
import { corner, expectAgreement, FIXTURES } from './fixtureCase.js'
import { evaluateInNode, evaluateOnGpu, type GpuHost, openGpuHost } from './gpuHost.js'

// Software does the GPU's work here and takes its time: what is behind the first layer is tried by webgpu.long.test.ts.

let open: GpuHost
beforeAll(async () => {
  open = await openGpuHost(['conv1_1'])
})

test('a loss agrees with that on the CPU, and when it is released leaves no buffer on the GPU', async () => {
  const seed = FIXTURES.find(({ name }) => name.startsWith('seed'))!
  const { image, content, style } = seed.pictures
  const question = {
    layers: ['conv1_1'],
    specification: {
      ...seed.specification,
      terms: [{ kind: 'style', tap: 'conv1_1', weight: 1e6 }],
    },
    pictures: { image: corner(image, 19, 17), content: corner(content, 19, 17), style: corner(style, 19, 17) },
  } as const
  const expected = await evaluateInNode(question)
  expectAgreement(await evaluateOnGpu(open, question), expected)
  expect(await open.buffers.left()).toBe(0)
  expect(await open.buffers.created()).toBeGreaterThan(30)
  expect(open.problems).toEqual([])
})

test('nothing runs on the CPU: a graph with a node that the GPU cannot do is refused', async () => {
  const message = await open.page.evaluate(async () => {
    const model = nst.compileLossGraph(
      { terms: [{ kind: 'content', tap: 'conv1_1' }], pool: 'max' },
      { width: 16, height: 16 },
    )
    // Stands for any operator that ONNX Runtime has for the CPU alone.
    const subtraction = model.graph?.node?.find(({ opType }) => opType === 'Sub')
    if (subtraction) subtraction.opType = 'Mod'
    const bytes = nst.ModelProto.encode(model).finish()
    const weights = ['input.scale', 'input.offset', 'conv1_1.weight', 'conv1_1.bias']
    return globalThis.host.createSession({ model: bytes, weights }).catch(error => error.message)
  })
  expect(message).toMatch(/^device webgpu: not usable here: .*CPU.*; use device wasm$/)
})

test('a host that is released ends its worker', async () => {
  await open.page.evaluate(() => globalThis.host.release())
  await expect.poll(() => open.page.workers().length, { timeout: 10_000 }).toBe(0)
})
