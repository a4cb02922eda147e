import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stylize } from 'nst-onnx'
import { describe, expect, test } from 'vitest'
import { chooseDevice, judge } from '../../dist/node/devices/chooseDevice.js'
import { type Machine, missingNeed, remedyFor, thisMachine } from '../../dist/node/devices/deviceNeeds.js'
import { tryDevice } from '../../dist/node/devices/tryDevice.js'
import { eventsOf, png } from '../stylize/pictures.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

const PROVIDER = 'runtime/bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so'

/** A Linux machine with these files. */
async function machine(files: readonly string[], changes: Partial<Machine> = {}): Promise<Machine> {
  const root = await temporaryFolder()
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), '')
  }
  return { platform: 'linux', arch: 'x64', env: {}, root, runtime: join(root, 'runtime'), ...changes }
}

describe('a look at the machine rules out', () => {
  test.each([
    { missing: 'CUDA without an NVIDIA driver', files: [PROVIDER], says: /NVIDIA GPU/ },
    { missing: 'CUDA without its provider', files: ['dev/nvidia0'], says: /provider is not installed/ },
  ])('$missing', async ({ files, says }) => {
    expect(missingNeed('cuda', await machine(files))).toMatch(says)
  })

  test.each([
    { missing: 'WebGPU without a GPU', files: ['usr/share/vulkan/icd.d/radeon_icd.x86_64.json'], says: /no GPU/ },
    {
      missing: 'WebGPU where a virtual GPU has Mesa in software alone',
      files: ['dev/dri/renderD128', 'usr/share/vulkan/icd.d/lvp_icd.x86_64.json'],
      says: /software only \(lvp_icd/,
    },
  ])('$missing', async ({ files, says }) => {
    expect(missingNeed('webgpu', await machine(files))).toMatch(says)
  })

  test('devices that ONNX Runtime has not been built for', async () => {
    const [mac, arm] = [await machine([], { platform: 'darwin', arch: 'arm64' }), await machine([], { arch: 'arm64' })]
    expect(missingNeed('cuda', mac)).toMatch(/no CUDA on darwin arm64/)
    expect(missingNeed('webgpu', arm)).toMatch(/no WebGPU on linux arm64/)
    expect(missingNeed('webgpu', mac)).toBeUndefined()
  })
})

describe('a look at the machine leaves it to a trial', () => {
  test.each([
    { files: ['dev/nvidia0', PROVIDER], device: 'cuda' },
    { files: ['dev/dxg', PROVIDER], device: 'cuda' },
    { files: ['dev/nvidia3'], device: 'webgpu' },
    {
      files: ['dev/dri/renderD128', 'usr/share/vulkan/icd.d/lvp_icd.json', 'etc/vulkan/icd.d/nvidia_icd.json'],
      device: 'webgpu',
    },
    { files: [], device: 'cpu' },
  ] as const)('whether $device works with $files', async ({ files, device }) => {
    expect(missingNeed(device, await machine(files))).toBeUndefined()
  })

  test('a driver that is named counts alone', async () => {
    const files = ['dev/dri/renderD128', 'etc/vulkan/icd.d/nvidia_icd.json']
    const named = await machine(files, { env: { VK_ICD_FILENAMES: '/opt/vk_swiftshader_icd.json' } })
    expect(missingNeed('webgpu', named)).toMatch(/vk_swiftshader_icd/)
  })
})

describe('a trial says in one line', () => {
  test('that there is no driver', async () => {
    const env = { ...process.env, VK_ICD_FILENAMES: '/nowhere/icd.json', VK_DRIVER_FILES: undefined }
    const trial = await tryDevice('webgpu', { threads: 1, env })
    // Other systems than Linux have drivers of their own.
    if (process.platform === 'linux')
      expect(trial).toEqual({
        device: 'webgpu',
        works: false,
        reason: expect.stringMatching(/^Failed to get a WebGPU adapter.+$/),
      })
  })

  test('that a device gave no answer in time', async () => {
    const trial = await tryDevice('cpu', { threads: 1, patience: 1 })
    expect(trial).toEqual({ device: 'cpu', works: false, reason: 'no answer within 0.001 s' })
  })

  test('that it is slower', () => {
    const trial = { device: 'webgpu', works: true, difference: 1e-7, seconds: 0.2, cpuSeconds: 0.09 } as const
    expect(judge(trial)).toEqual({ wins: false, why: 'an evaluation took 200 ms there and 90 ms on the CPU' })
  })

  test('that the larger picture took too long', () => {
    const trial = { device: 'webgpu', works: true, difference: 1e-7 } as const
    expect(judge(trial)).toEqual({ wins: false, why: expect.stringContaining('far slower than the CPU') })
  })
})

test('a GPU that is faster than the CPU is taken', () => {
  const trial = { device: 'cuda', works: true, difference: 1e-3, seconds: 0.004, cpuSeconds: 0.09 } as const
  expect(judge(trial)).toEqual({ wins: true, why: 'an evaluation took 4.0 ms there and 90 ms on the CPU' })
})

const hasNoGpu = (['cuda', 'webgpu'] as const).every(device => missingNeed(device, thisMachine()) !== undefined)

describe.skipIf(!hasNoGpu)('on a machine without a GPU (skipped on one that has one)', () => {
  test('`auto` is the CPU, and the run says why', async () => {
    const picture = await png(24, 24)
    const layers = { styleLayers: ['conv1_1'], contentLayers: ['conv1_1'], weights: 'fitted' }
    const events = await eventsOf(stylize({ content: picture, style: picture, size: 24, iterations: 1, ...layers }))
    expect(events.find(({ event }) => event === 'start')).toMatchObject({
      device: 'cpu',
      reason: expect.stringMatching(/^no cuda: .+; no webgpu: .+$/),
    })
  })

  test('asking for a GPU all the same is an error that says what is missing and how to get it', async () => {
    await expect(chooseDevice('webgpu')).rejects.toMatchObject({
      kind: 'device',
      message: expect.stringMatching(/^device webgpu: not usable here: .*libvulkan1.*; or use device cpu$/),
    })
  })
})

test('what CUDA needs is one command', async () => {
  expect(remedyFor('cuda', thisMachine())).toMatch(
    /node node_modules\/onnxruntime-node\/script\/install\.js --onnxruntime-node-install=cuda12$/,
  )
})
