import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ModelProto } from '../../src/graphs/onnxProto.js'
import { PRESETS } from '../../src/options/presets.js'
import { type Main, nstOnnx, nstOnnxHere } from '../cli/nstOnnx.js'
import { lossOf } from './lossOf.js'
import { SHARED_WEIGHTS } from './sharedFixtures.js'

const script = (name: string) => fileURLToPath(new URL(`../../scripts/export-graph/${name}`, import.meta.url))
const { main }: { main: Main } = await import(script('main.mjs'))
const MODELS = new URL('../../models/', import.meta.url)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-onnx-export-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const exportGraph = (...args: string[]) => nstOnnxHere(args, { cwd: folder, main })

async function exported(file: string) {
  const { graph, metadataProps } = ModelProto.decode(await readFile(join(folder, file)))
  const metadata = Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]))
  const dims = graph?.input?.[0]?.type?.tensorType?.shape?.dim?.map(
    ({ dimParam, dimValue }) => dimParam || Number(dimValue),
  )
  return { image: dims, metadata, specification: JSON.parse(metadata['nst-onnx.specification'] ?? '') }
}

describe('the committed graphs', () => {
  test('are what the script writes, byte for byte', async () => {
    const args = ['--output', 'losses.onnx', '--targets', 'targets.onnx']
    const { code, stderr } = await nstOnnx(args, { cwd: folder, bin: script('exportGraph.mjs') })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const [written, committed] of [
      ['losses.onnx', 'vgg19_losses_grad.onnx'],
      ['targets.onnx', 'vgg19_targets.onnx'],
    ] as const) {
      const bytes = await readFile(new URL(committed, MODELS))
      expect(bytes.equals(await readFile(join(folder, written))), `${committed}: run npm run export-graph`).toBe(true)
      expect(bytes.length).toBeLessThan(300_000)
    }
  })

  test('say which taps they read, which pooling, and the order of terms', async () => {
    const { metadata, specification, image } = await exported('losses.onnx')
    const { styleLayers: style, contentLayers: content } = PRESETS.cmu
    expect(specification).toEqual(lossOf({ style, content }))
    expect(metadata['nst-onnx.terms']).toBe(
      'style.conv1_1,style.conv1_2,style.conv2_1,style.conv2_2,style.conv3_1,content.conv2_2',
    )
    expect(image).toEqual([1, 3, 'height', 'width'])
    expect((await exported('targets.onnx')).specification).toEqual(specification)
  })
})

test('options make another graph, of one size if asked for', async () => {
  const options = ['--style-layers', 'relu_3,conv_1', '--content-layers', 'none', '--pool', 'avg', '--tv']
  const { code } = await exportGraph(...options, '--size', '40x17', '-o', 'own.onnx', '--targets', 'own-targets.onnx')
  expect(code).toBe(0)
  const { metadata, specification, image } = await exported('own.onnx')
  expect(specification).toEqual(lossOf({ style: ['conv1_1', 'relu2_1'], pool: 'avg', tv: true }))
  expect(metadata['nst-onnx.terms']).toBe('style.conv1_1,style.relu2_1,tv')
  expect(image).toEqual([1, 3, 17, 40])
  expect((await exported('own-targets.onnx')).image).toEqual([1, 3, 'height', 'width'])
})

test('the external tensors that the graph needs are written on request, and no others', async () => {
  const taps = ['--style-layers', 'conv1_1', '--content-layers', 'conv1_2']
  await exportGraph(...taps, '--output', 'small/losses.onnx', '--weights', SHARED_WEIGHTS, '--weights-dir', 'small')
  expect((await readdir(join(folder, 'small'))).sort()).toEqual([
    'conv1_1.bias',
    'conv1_1.weight',
    'conv1_2.bias',
    'conv1_2.weight',
    'input.offset',
    'input.scale',
    'losses.onnx',
  ])
  expect(await readFile(join(folder, 'small/conv1_2.weight'))).toHaveLength(4 * 64 * 64 * 9)
})

describe('a wrong command line writes nothing and is answered in one line', () => {
  test.each([
    ['a graph of its own without a place', ['--pool', 'avg'], '--output: name a file for a graph with --pool'],
    ['an unknown layer', ['--style-layers', 'conv9_9', '-o', 'x.onnx'], '--style-layers: "conv9_9" is not a layer'],
    ['an unknown pooling', ['--pool', 'min', '-o', 'x.onnx'], '--pool: "min" is not one of max, avg'],
    ['a size that is none', ['--size', '640', '-o', 'x.onnx'], '--size: 640 is not WIDTHxHEIGHT'],
    ['a size too small', ['--size', '640x15', '-o', 'x.onnx'], '--size: 640x15 is not WIDTHxHEIGHT'],
    ['an option without its value', ['-o'], 'Not enough arguments following: o'],
    ['an unknown option', ['--polo', 'avg'], 'Unknown argument: polo'],
    [
      'weights that are not there',
      ['-o', 'x.onnx', '--weights', 'no', '--weights-dir', '.'],
      '--weights: there is no file',
    ],
    ['a folder as output', ['-o', tmpdir()], 'cannot be written'],
  ])('%s', async (_, args, message) => {
    const before = await readdir(folder)
    const outcome = await exportGraph(...args)
    expect(outcome).toMatchObject({ code: 1, stderr: expect.stringContaining(message) })
    expect(outcome.stderr).toMatch(/^export-graph: [^\n]+\n$/)
    expect(await readdir(folder)).toEqual(before)
  })

  test('in a process of its own as well', async () => {
    const args = ['--polo', 'avg']
    const outcome = await nstOnnx(args, { cwd: folder, bin: script('exportGraph.mjs') })
    expect(outcome).toEqual(await exportGraph(...args))
  })
})
