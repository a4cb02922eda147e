// Paints the pictures of docs/pictures/ again, from the project's own examples: `npm run docs-pictures [-- NAME …]`, some minutes on two
// cores. Needs VGG-19's weights.
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { createEngine, encodePicture, texture } from '../../dist/index.js'
import { drawSheet } from '../../dist/sheets/drawSheet.js'

const example = name => fileURLToPath(new URL(`../../examples/pictures/${name}.png`, import.meta.url))
const file = name => fileURLToPath(new URL(`../../docs/pictures/${name}`, import.meta.url))

const [content, style] = [example('harbour'), example('brush-strokes')]
/** Large enough to see strokes, small enough for a page. */
const COMMON = { content, style, size: 224, iterations: 60, weights: 'vgg19' }
const TEXTURE = { preset: 'paint', size: 128, iterations: 80, scales: 1, weights: 'vgg19' }
const TAPS = ['relu1_1', 'relu2_1', 'relu3_1']

const engine = createEngine()
const painted = async options => (await engine.run({ ...COMMON, ...options }).result).image
const each = (option, values) =>
  values.map(value => [`${option} ${value}`, () => painted({ [optionName(option)]: value })])
const optionName = flag => flag.slice(2).replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase())

/** Each page's cells: what they are called, and how they are painted. */
const PICTURES = {
  strength: () => each('--strength', [0.5, 0.75, 1, 2]),
  colours: () => each('--colors', ['style', 'match', 'luminance', 'content']),
  strokes: () => each('--style-scale', [0.5, 1, 2]),
  histogram: () => each('--histogram-weight', [0, 20]),
  regions: () => {
    const mask = horizon()
    const regions = async paints => painted({ contentMask: await mask.bytes(), regions: paints })
    return [
      ['--content-mask', () => mask.picture],
      ['--region blue=1 --region red=keep', () => regions({ blue: 1, red: 'keep' })],
      ['--region blue=keep --region red=1', () => regions({ blue: 'keep', red: 1 })],
    ]
  },
  seamless: () =>
    [
      ['texture, four times', 'replicate'],
      ['texture --seamless, four times', 'circular'],
    ].map(([title, borders]) => [
      title,
      async () => fourTimes((await engine.run(texture(style, TAPS, { ...TEXTURE, borders })).result).image),
    ]),
}

const asked = process.argv.slice(2)
for (const name of asked.length > 0 ? asked : Object.keys(PICTURES)) {
  const cells = []
  for (const [label, paint] of PICTURES[name]()) cells.push({ picture: await paint(), label })
  const sheet = await drawSheet({ rows: [cells] })
  await sharp(await encodePicture(sheet, { format: 'png' }))
    .jpeg({ quality: 82 })
    .toFile(file(`${name}.jpg`))
  console.log(`docs/pictures/${name}.jpg`)
}
await engine.close()

/** A mask of the harbour: blue above the waterline, red beneath it. */
function horizon() {
  const [width, height, line] = [224, 168, 105]
  const pixels = Float32Array.from({ length: 3 * width * height }, (_, at) => {
    const y = Math.floor(at / width) % height
    const channel = Math.floor(at / (width * height))
    return Number(channel === (y < line ? 2 : 0))
  })
  const picture = { width, height, pixels }
  return { picture, bytes: () => encodePicture(picture, { format: 'png' }) }
}

/** A picture twice beside and twice beneath itself. */
function fourTimes({ width, height, pixels }) {
  const [wide, high] = [2 * width, 2 * height]
  const tiled = Float32Array.from({ length: 3 * wide * high }, (_, at) => {
    const [x, y, plane] = [at % wide, Math.floor(at / wide) % high, Math.floor(at / (wide * high))]
    return pixels[(plane * height + (y % height)) * width + (x % width)]
  })
  return { width: wide, height: high, pixels: tiled }
}
