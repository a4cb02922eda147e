// What --strength comes to: how far the features of a result are from the content's, over the same at strength 1, over pairs and sizes.
// What it is told to, by part: `--part 1/3` is 128 pixels, 2/3 512, 3/3 1024. Some minutes on two cores, an hour in all.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createEngine } from 'nst-onnx'
import { asked } from './kit/asked.mjs'

/** The least and the greatest measure at a strength may differ by a fifth either way from what is between them. */
const APART = 0.2
const STRENGTHS = [0.5, 2]
/** Fewer where steps cost more. */
const SIZES = [
  { size: 128, iterations: 100 },
  { size: 512, iterations: 40 },
  { size: 1024, iterations: 30 },
]

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

const engine = createEngine()
const found = new Map(STRENGTHS.map(strength => [strength, []]))
for (const { size, iterations } of asked(SIZES.length).numbers.map(number => SIZES[number])) {
  for (const [content, style] of pairs) {
    const distance = async strength => {
      const { terms } = await engine.run({ content, style, size, iterations, strength, weights: 'vgg19' }).result
      return Math.sqrt(terms['content.relu4_1'])
    }
    const usual = await distance(1)
    for (const strength of STRENGTHS) {
      const share = (await distance(strength)) / usual
      found.get(strength).push(share)
      const names = [content, style].map(file => file.split('/').at(-1)).join(' × ')
      console.log(`${size} pixels, ${names}, strength ${strength}: ${share.toFixed(3)}`)
    }
  }
}
await engine.close()
let failed = 0
for (const [strength, shares] of found) {
  const [least, greatest] = [Math.min(...shares), Math.max(...shares)]
  const ok = greatest / least < (1 + APART) / (1 - APART)
  if (!ok) failed++
  console.log(`${ok ? 'ok' : 'FAILED'} strength ${strength}: ${least.toFixed(3)} to ${greatest.toFixed(3)}`)
}
process.exitCode = failed > 0 ? 1 : 0
