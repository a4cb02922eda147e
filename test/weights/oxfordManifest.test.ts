import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { gitBlobSha1 } from '../../src/node/weights/shardCache.js'
import { oxfordLayer } from '../../src/weights/oxfordLayer.js'
import { OXFORD_ATTRIBUTION, OXFORD_MANIFEST } from '../../src/weights/oxfordManifest.js'
import { downloadBytes, SHARED_FOLDER } from './sharedWeights.js'

test('the manifest is the shared list of shards, file for file', async () => {
  const list = JSON.parse(await readFile(`${SHARED_FOLDER}weights/oxford-shards.json`, 'utf8'))
  expect(OXFORD_MANIFEST).toEqual({ repository: list.repository, commit: list.commit, layers: list.layers })
})

test('a git object id is what git says', () => {
  expect(gitBlobSha1(new Uint8Array())).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391')
})

test.each(
  OXFORD_MANIFEST.layers.slice(0, 5),
)('the shared file’s $layer, laid out as HWIO with BGR input, has the pinned hash; read back it has its values', async entry => {
  const bytes = await downloadBytes(entry.layer)
  expect(gitBlobSha1(bytes)).toBe(entry.shards[0]?.gitBlobSha1)
  const again = oxfordLayer(entry, bytes)
  expect(again.kernel.length * 4 + again.bias.length * 4).toBe(entry.bytes)
})

test('a stored kernel is turned from HWIO to OIHW; conv1_1 has its input channels turned from BGR to RGB', () => {
  // Every value tells where it was stored: y·1000 + x·100 + i·10 + o.
  const stored: number[] = []
  for (const y of [0, 1, 2])
    for (const x of [0, 1, 2])
      for (const i of [0, 1, 2]) for (const o of [0, 1]) stored.push(y * 1000 + x * 100 + i * 10 + o)
  const bytes = new Uint8Array(Float32Array.from([...stored, -1, -2]).buffer)
  const entry = { kernelHWIO: [3, 3, 3, 2], bytes: bytes.length, shards: [] } as const
  const at = (kernel: Float32Array, o: number, i: number, y: number, x: number) => kernel[((o * 3 + i) * 3 + y) * 3 + x]

  const first = oxfordLayer({ layer: 'conv1_1', ...entry }, bytes)
  expect(at(first.kernel, 1, 0, 2, 0)).toBe(2021)
  expect(at(first.kernel, 0, 1, 0, 2)).toBe(210)
  expect(at(first.kernel, 1, 2, 1, 1)).toBe(1101)
  expect(first.bias).toEqual(Float32Array.of(-1, -2))

  const later = oxfordLayer({ layer: 'conv1_2', ...entry }, bytes)
  expect(at(later.kernel, 1, 0, 2, 0)).toBe(2001)
  expect(at(later.kernel, 0, 2, 0, 2)).toBe(220)
})

test('the attribution names the authors and the licence', () => {
  expect(OXFORD_ATTRIBUTION).toMatch('Visual Geometry Group, University of Oxford')
  expect(OXFORD_ATTRIBUTION).toMatch('CC BY 4.0')
})
