import { type SessionHost, startNodeSessionHost } from 'nst-onnx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refuseDevice } from '../../src/runtime/advised.js'
import { type Device, requireDevice } from '../../src/runtime/devices.js'
import { cmuHost, cmuLoss, noise } from './vgg19.js'

let host: SessionHost
beforeAll(async () => {
  host = await cmuHost()
})
afterAll(() => host.release())

test('timers of the caller go on during an evaluation', async () => {
  const loss = await cmuLoss(host, 256, 256)
  const { pixels } = noise(256, 256, 1)
  const ticks: number[] = []
  const timer = setInterval(() => ticks.push(performance.now()), 5)
  const started = performance.now()
  await loss.lossAndGradient(pixels)
  const ended = performance.now()
  clearInterval(timer)
  await loss.release()
  // On a busy machine ticks are fewer than one in 5 ms, but a blocked event loop would show none at all in between.
  expect(ended - started).toBeGreaterThan(100)
  expect(ticks.filter(tick => tick > started && tick < ended).length).toBeGreaterThan(3)
})

test('two hosts work at once and do not disturb each other', async () => {
  const other = await cmuHost()
  const losses = [await cmuLoss(host, 32, 32), await cmuLoss(other, 32, 32)]
  const { pixels } = noise(32, 32, 2)
  const alone = await losses[0]?.lossAndGradient(pixels)
  const together = await Promise.all([...losses, ...losses].map(loss => loss.lossAndGradient(pixels)))
  for (const evaluation of together) expect(evaluation).toEqual(alone)
  await other.release()
})

test('releasing a host rejects what is pending, and the process goes on', async () => {
  const own = await cmuHost()
  const loss = await cmuLoss(own, 256, 256)
  const { pixels } = noise(256, 256, 3)
  const pending = Promise.allSettled([loss.lossAndGradient(pixels), loss.lossAndGradient(pixels)])
  await new Promise(resolve => setTimeout(resolve, 50))
  await own.release()
  const outcomes = await pending
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'failed', message: /released/ } })
  }
  await expect(loss.lossAndGradient(pixels)).rejects.toThrow('released')
  await own.release()
})

test.each<[Device, readonly Device[], string]>([
  ['wasm', ['cpu', 'webgpu'], 'choose one of auto, cpu, webgpu'],
  ['cuda', ['wasm'], 'choose one of auto, wasm'],
])('asking for %s where there are %j says which there are', (asked, available, message) => {
  expect(() => requireDevice(asked, available)).toThrow(
    expect.objectContaining({ kind: 'device', message: expect.stringContaining(message) }),
  )
})

test('a device that Node has on no machine is refused by name, with those that it may have', async () => {
  const refused = startNodeSessionHost({ device: 'wasm', weights: new Map() })
  await expect(refused).rejects.toMatchObject({
    kind: 'device',
    message: expect.stringMatching(/^device wasm: not available here; choose one of auto, cuda, webgpu, cpu/),
  })
})

test('a device that the machine lacks is an error that names it and one that works', () => {
  const failure = () => refuseDevice('cuda', new Error('no driver'), { unusable: 'device-unusable' })
  expect(failure).toThrow(
    expect.objectContaining({
      kind: 'device',
      message: expect.stringMatching(/^device cuda: not usable here: no driver; use device cpu/),
    }),
  )
})
