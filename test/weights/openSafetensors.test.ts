import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSafetensors } from '../../src/node/weights/openSafetensors.js'
import { parseSafetensors } from '../../src/weights/safetensors.js'
import { encodeSafetensors } from './encodeSafetensors.js'
import { problem } from './problem.js'
import { SHARED_FOLDER } from './sharedWeights.js'
import { temporaryFolder } from './temporaryFolder.js'

test('reads a reference fixture on disk as it reads its bytes in memory', async () => {
  const path = `${SHARED_FOLDER}fixtures/uneven_max_45x39.safetensors`
  const inMemory = parseSafetensors(path, await readFile(path))
  await openSafetensors(path, async onDisk => {
    expect(onDisk.metadata).toEqual(inMemory.metadata)
    expect(onDisk.metadata.pool).toBe('max')
    expect((await onDisk.tensor('gradient')).data).toBeInstanceOf(Float64Array)
    for (const name of inMemory.entries.keys()) expect(await onDisk.tensor(name)).toEqual(await inMemory.tensor(name))
  })
})

test('reads the tensors asked for and nothing else: the rest of a file may be a hole of 40 GB', async () => {
  const path = join(await temporaryFolder(), 'large.safetensors')
  const bytes = encodeSafetensors({ near: { shape: [1], data: Float32Array.of(5) } })
  const far = { dtype: 'F32', shape: [10_000_000_000], data_offsets: [4, 40_000_000_004] }
  const header = JSON.stringify({ near: { dtype: 'F32', shape: [1], data_offsets: [0, 4] }, far })
  const start = Buffer.concat([new Uint8Array(8), Buffer.from(header), bytes.subarray(-4)])
  start.writeBigUInt64LE(BigInt(header.length))
  await writeFile(path, start)
  await truncate(path, 8 + header.length + 40_000_000_004)
  expect(await openSafetensors(path, file => Promise.resolve(file.tensor('near')))).toEqual({
    shape: [1],
    data: Float32Array.of(5),
  })
})

test('one line names a file that is absent, a folder, or cut short', async () => {
  const folder = await temporaryFolder()
  const refusal = (path: string) => problem('file', () => openSafetensors(path, async () => {}))
  expect(await refusal(join(folder, 'none'))).toBe(`${join(folder, 'none')} does not exist; check the path`)
  await mkdir(join(folder, 'inner'))
  expect(await refusal(join(folder, 'inner'))).toBe(`${join(folder, 'inner')} is a folder; give a .safetensors file`)
  const file = encodeSafetensors({ t: { shape: [100], data: new Float32Array(100) } })
  await writeFile(join(folder, 'cut'), file.subarray(0, 200))
  expect(await refusal(join(folder, 'cut'))).toBe(
    `${join(folder, 'cut')} is cut short: it has 200 bytes of ${file.length}; download or copy it again`,
  )
})
