// What --strength comes to: how far the features of a result are from the content's where the last stage compares them, over the same at
// strength 1, over pairs and sizes. Half an hour on two cores: `--part 1/3` is 128 pixels, 2/3 512, 3/3 1024, and 1/15 one pair.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createEngine } from 'nst-onnx'
import { asked } from './kit/asked.mjs'

/** The share that each strength stands for, and how far from it one may be. */
const SHARES = new Map([
  [0.5, 0.65],
  [2, 1.1],
])
const APART = 0.2
const SIZES = [128, 512, 1024]

const example = name => fileURLToPath(new URL(`../examples/pictures/${name}`, import.meta.url))
const shared = name => fileURLToPath(new URL(`../../shared/images/${name}`, import.meta.url))
const [tubingen, bridge, stars, scream] = ['tubingen', 'golden_gate', 'starry_night', 'the_scream'].map(name =>
  shared(`${name}.jpg`),
)
const pairs = [
  [tubingen, stars],
  [bridge, scream],
  [tubingen, scream],
  [bridge, stars],
  [example('harbour.png'), example('brush-strokes.png')],
].filter(pair => pair.every(existsSync))

const cases = SIZES.flatMap(size => pairs.map(pair => ({ size, pair })))
let failed = 0
const engine = createEngine()
for (const { size, pair } of asked(cases.length).numbers.map(number => cases[number])) {
  const [content, style] = pair
  const distance = async strength => {
    const { terms } = await engine.run({ content, style, size, strength, weights: 'vgg19' }).result
    return Math.sqrt(Object.entries(terms).find(([name]) => name.startsWith('content.'))[1])
  }
  const usual = await distance(1)
  for (const [strength, wanted] of SHARES) {
    const share = (await distance(strength)) / usual
    const ok = Math.abs(share / wanted - 1) <= APART
    if (!ok) failed++
    const names = pair.map(file => file.split('/').at(-1)).join(' × ')
    console.log(`${ok ? 'ok' : 'FAILED'} ${size} pixels, ${names}, strength ${strength}: ${share.toFixed(3)}`)
  }
}
await engine.close()
process.exitCode = failed > 0 ? 1 : 0
