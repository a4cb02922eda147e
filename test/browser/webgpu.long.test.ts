import type { Planes } from 'nst-onnx'
import { expect, test } from 'vitest'
import { layersUpTo } from '../../src/graphs/taps.js'
import { corner, expectAgreement, FIXTURES } from './fixtureCase.js'
import { evaluateInNode, evaluateOnGpu, openGpuHost } from './gpuHost.js'

/** A layer behind a pooling is enough: those below it are of the same operators. */
const LAYERS = layersUpTo(['conv2_1']).map(({ name }) => name)

test('a fixture agrees, cut in size and depth, and a loss function that is released leaves no buffer on the GPU', async () => {
  const open = await openGpuHost(LAYERS)
  const seed = FIXTURES.find(({ name }) => name.startsWith('seed'))!
  const { image, content, style } = seed.pictures
  const cut = (planes: Planes) => corner(planes, 19, 17)
  const terms = [
    { kind: 'style', tap: 'conv1_1', weight: 1e6 },
    { kind: 'moments', tap: 'conv2_1', weight: 1e3 },
    { kind: 'content', tap: 'conv2_1', weight: 1 },
  ] as const
  const question = {
    layers: LAYERS,
    specification: { ...seed.specification, terms },
    pictures: { image: cut(image), content: cut(content), style: cut(style) },
  }

  const expected = await evaluateInNode(question)
  for (let time = 0; time < 2; time++) {
    expectAgreement(await evaluateOnGpu(open, question), expected)
    expect(await open.buffers.left()).toBe(0)
  }
  expect(await open.buffers.created()).toBeGreaterThan(100)
  expect(open.problems).toEqual([])
})
