import { beforeAll, describe, expect, test } from 'vitest'
import { judge } from '../../dist/node/devices/chooseDevice.js'
import { type DeviceTrial, tryDevice } from '../../dist/node/devices/tryDevice.js'
import { softwareVulkan } from './softwareVulkan.js'

// A page's WebGPU, of which this is the same code, is tried by test/browser/webgpu.test.ts.
describe('on a GPU in software', () => {
  let trial: DeviceTrial
  beforeAll(async () => {
    trial = await tryDevice('webgpu', { threads: 1, sides: [16, 16], patience: 110_000, env: softwareVulkan() })
  })

  // The trial's sessions refuse to leave a node to the CPU.
  test('every operator runs and gives what the CPU gives', () => {
    expect(trial).toMatchObject({ device: 'webgpu', works: true })
    expect(trial.works && trial.difference).toBeLessThan(1e-5)
  })

  test('`auto` would not take it', () => {
    expect(judge(trial)).toEqual({ wins: false, why: expect.stringMatching(/ms there and .* ms on the CPU$/) })
  })
})
