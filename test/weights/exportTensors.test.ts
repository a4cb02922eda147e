import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportTensors } from '../../src/node/weights/exportTensors.js'
import { loadNetworkWeights } from '../../src/node/weights/loadNetworkWeights.js'
import { problem } from './problem.js'
import { SHARED_WEIGHTS } from './sharedWeights.js'
import { filesIn, temporaryFolder } from './temporaryFolder.js'

const names = ['input.scale', 'input.offset', 'conv1_1.weight', 'conv1_1.bias', 'conv1_2.weight', 'conv1_2.bias']
const load = () => loadNetworkWeights({ weights: SHARED_WEIGHTS, layers: ['conv1_2', 'conv1_1'] })

test('writes each tensor as a raw little-endian float32 file of its name, in network order', async () => {
  const folder = join(await temporaryFolder(), 'models', 'weights')
  const network = await load()
  expect(await exportTensors(network, folder)).toEqual(names)
  expect(await filesIn(folder)).toEqual([...names].sort())
  const kernel = await readFile(join(folder, 'conv1_2.weight'))
  expect(kernel.length).toBe(4 * 64 * 64 * 9)
  expect(kernel.readFloatLE(4 * 12_345)).toBe(network.layers.get('conv1_2')?.kernel[12_345])
  expect((await readFile(join(folder, 'input.scale'))).readFloatLE(8)).toBe(network.scale[2])
})

test('writes over an earlier export', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'conv1_1.bias'), 'old')
  await exportTensors(await load(), folder)
  expect((await readFile(join(folder, 'conv1_1.bias'))).length).toBe(256)
})

test('says in one line that the folder cannot be written, and why', async () => {
  const folder = join(await temporaryFolder(), 'file')
  await writeFile(folder, '')
  const network = await load()
  expect(await problem('disk', () => exportTensors(network, folder))).toBe(
    `${join(folder, 'input.scale')} cannot be written: a file stands where a folder is needed; make room, or choose another folder`,
  )
})
