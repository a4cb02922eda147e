import { describe, expect, test } from 'vitest'
import { NstOnnxError } from '../../src/errors.js'
import { checkOptions, parseOption, parseOptions } from '../../src/options/checkOptions.js'
import type { OptionName, Options } from '../../src/options/optionsTable.js'

/** The message of the usage error that `run` must end in: one line. */
function complaint(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (!(error instanceof NstOnnxError)) throw error
    expect(error.kind).toBe('usage')
    expect(error.message).not.toContain('\n')
    return error.message
  }
  throw new Error('nothing was wrong')
}

describe('text of the command line', () => {
  test.each<[OptionName, string, unknown]>([
    ['size', '512', 512],
    ['size', '1e3', 1000],
    ['iterations', '0', 0],
    ['seed', '4294967295', 4294967295],
    ['window', 'whole', 'whole'],
    ['window', '256', 256],
    ['memory', '2GB', 2e9],
    ['memory', '1.5 g', 1.5e9],
    ['memory', '512MiB', 2 ** 29],
    ['memory', '3000000', 3e6],
    ['learningRate', '0.5', 0.5],
    ['preset', 'gatys', 'gatys'],
    ['init', 'my start.png', 'my start.png'],
    ['styleLayers', 'conv1_1,relu2_1, conv_5', ['conv1_1', 'relu2_1', 'conv_5']],
    ['styleLayers', 'none', []],
    ['styleWeight', '1e5', 1e5],
    ['styleWeight', '0', 0],
    ['styleWeight', 'conv1_1=1,conv_5=2e3', { conv1_1: 1, conv_5: 2000 }],
  ])('--%s %s is read as %j', (name, text, value) => {
    expect(parseOption(name, text)).toEqual(value)
  })

  test.each<[OptionName, string, string]>([
    ['size', '', 'size: "" is not a number'],
    ['size', 'large', 'size: "large" is not a number'],
    ['size', 'NaN', 'size: "NaN" is not a number'],
    ['size', '0', 'size: 0 is not a whole number from 16 to 16384'],
    ['size', '-64', 'size: -64 is not a whole number'],
    ['size', '64.5', 'size: 64.5 is not a whole number'],
    ['window', 'half', 'window: "half" is not a number'],
    ['window', '8', 'window: 8 is not a whole number from 16'],
    ['memory', 'much', 'memory: "much" is not a number'],
    ['memory', '2XB', 'memory: "2XB" is not a number'],
    ['memory', '2kB', 'memory: 2000 is not a whole number from 1000000'],
    ['size', 'Infinity', 'size: Infinity is not a whole number'],
    ['learningRate', '0', 'learningRate: 0 is not a number from 0.000001 to 10'],
    ['preset', 'picasso', 'preset: "picasso" is not one of paint, cmu, gatys, johnson'],
    ['device', 'gpu', 'device: "gpu" is not one of auto, cpu, cuda, webgpu, wasm'],
    ['init', '', 'init: give content|noise|style|FILE'],
    ['styleLayers', 'conv9_9', 'styleLayers: "conv9_9" is not a layer; use conv1_1'],
    ['styleLayers', 'conv_17', '"conv_17" is not a layer'],
    ['styleLayers', 'conv1_1,', '"" is not a layer'],
    ['styleWeight', 'NaN', 'styleWeight: "NaN" is not a number'],
    ['styleWeight', '-1', 'styleWeight: -1 is not a number from 0'],
    ['styleWeight', 'Infinity', 'styleWeight: Infinity is not a number'],
    ['contentWeight', 'conv2_2=-1', 'contentWeight: -1 is not a number from 0'],
    ['contentWeight', 'conv2_2=', 'contentWeight: "" is not a number'],
    ['contentWeight', '=1', '"=1" is not TAP=NUMBER'],
    ['contentWeight', 'conv2_2=1=2', '"conv2_2=1=2" is not TAP=NUMBER'],
    ['contentWeight', 'conv2_2=1,3', '"3" is not TAP=NUMBER'],
    ['contentWeight', 'conv9_9=1', '"conv9_9" is not a layer'],
    ['contentWeight', 'conv2_2=1,conv2_2=2', 'conv2_2 is given twice'],
    ['contentWeight', 'conv2_2=1,conv_4=2', 'conv2_2 is given twice, under two names'],
  ])('--%s %j is refused: %s', (name, text, message) => {
    expect(complaint(() => parseOption(name, text))).toContain(message)
  })

  test('what is absent stays absent, so that the preset decides', () => {
    expect(parseOptions({ size: '64', seed: undefined })).toEqual({ size: 64 })
  })

  test.each(['sise', 'content', 'signal', '__proto__'])('%s among them is refused: it is no option', name => {
    const texts = Object.fromEntries([[name, '64']])
    expect(complaint(() => parseOptions(texts))).toContain(`${name} is not an option`)
  })
})

describe('options of a program', () => {
  test.each<[string, object, string]>([
    ['NaN', { size: Number.NaN }, 'size: NaN is not a whole number'],
    ['a number as text', { size: '64' }, 'size: 64 is not a whole number'],
    ['a negative weight', { styleWeight: -1 }, 'styleWeight: -1'],
    ['a weight of NaN for a tap', { styleWeight: { conv1_1: Number.NaN } }, 'styleWeight: NaN'],
    ['null as weight', { styleWeight: null }, 'styleWeight: null'],
    ['one layer without a list', { styleLayers: 'conv1_1' }, 'styleLayers: give a list'],
    ['an unknown layer', { contentLayers: ['conv9_9'] }, 'contentLayers: "conv9_9" is not a layer'],
    ['an empty file name', { weights: '' }, 'weights: give'],
    ['a misspelt option', { styleWieght: 1 }, 'styleWieght is not an option'],
    ["a name out of Object's prototype", { toString: 1 }, 'toString is not an option'],
  ])('%s is refused', (_, options, message) => {
    expect(complaint(() => checkOptions(options as Options))).toContain(message)
  })

  test('undefined means left out', () => {
    expect(() => checkOptions({ size: undefined, threads: undefined })).not.toThrow()
  })
})
