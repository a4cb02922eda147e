import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileLossGraph } from '../../src/graphs/lossGraph.js'
import { compileTargetsGraph } from '../../src/graphs/targetsGraph.js'
import { lossOf } from './lossOf.js'
import { randomNetwork } from './randomNetwork.js'

const ROOT = new URL('../../', import.meta.url)
const text = await readFile(new URL('docs/graph.md', ROOT), 'utf8')

describe('the JavaScript example of docs/graph.md', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nst-onnx-document-'))
    await symlink(fileURLToPath(new URL('node_modules', ROOT)), join(folder, 'node_modules'))
    for (const name of ['vgg19_losses_grad.onnx', 'vgg19_targets.onnx']) {
      await copyFile(new URL(`models/${name}`, ROOT), join(folder, name))
    }
    for (const [name, values] of randomNetwork('conv3_1')) await writeFile(join(folder, name), values)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('runs on the committed graphs and lowers the loss at every step', async () => {
    const [, example = ''] = /```js\n(.*?)```/s.exec(text) ?? []
    await writeFile(join(folder, 'example.mjs'), example)
    const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], { cwd: folder })
    const lines = stdout.trim().split('\n')
    const steps = lines.map(line => JSON.parse(line) as { loss: number; terms: number[] })
    expect(steps).toHaveLength(10)
    for (const [at, { loss, terms }] of steps.entries()) {
      expect(terms).toHaveLength(6)
      expect(Math.abs(terms.reduce((a, b) => a + b, 0) / loss - 1)).toBeLessThan(1e-5)
      expect(loss).toBeLessThan(steps[at - 1]?.loss ?? Number.POSITIVE_INFINITY)
    }
  })
})

test('docs/graph.md names every metadata key, and none that is not there', () => {
  const taps = ['conv1_1'] as const
  const specification = lossOf({ style: taps, moments: taps, histogram: taps, content: taps, tv: true })
  const models = [compileLossGraph(specification), compileTargetsGraph(specification)]
  const keys = new Set(models.flatMap(({ metadataProps }) => metadataProps.map(({ key }) => key)))
  expect(new Set(text.match(/nst-onnx\.[a-z-]+/g))).toEqual(keys)
})

test('docs/graph.md names every input and output', () => {
  const { graph } = compileLossGraph(
    lossOf({ style: ['conv1_1'], moments: ['conv1_1'], content: ['conv1_1'], tv: true }),
  )
  for (const { name } of [...(graph?.input ?? []), ...(graph?.output ?? [])]) {
    expect(text).toContain(`\`${name?.replace('conv1_1', '<tap>')}\``)
  }
})
