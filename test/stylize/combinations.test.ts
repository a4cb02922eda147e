import { createEngine, encodePicture, type StylizeRequest } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import type { PictureInput } from '../../src/node/pictures/pictureInput.js'
import { uniformSource } from '../../src/random.js'
import { picture } from '../images/grid.js'
import { png, STARRY_NIGHT, small } from './pictures.js'

// Every pair of what can be asked for together, each once, at small size.

const FACTORS = [
  'two styles',
  'regions',
  'colours',
  'scales',
  'windows',
  'alpha',
  'seamless',
  'histogram',
  'resume',
] as const
type Factor = (typeof FACTORS)[number]
type Row = ReadonlySet<Factor>

/** What is refused together: windows have edges, and what is seamless has none; and ranks are among all positions. */
const APART: readonly (readonly [Factor, Factor])[] = [
  ['windows', 'seamless'],
  ['windows', 'histogram'],
]

const isApart = (row: Row) => APART.some(([a, b]) => row.has(a) && row.has(b))

/** Every two factors with whether each is there, as text. */
function pairsOf(row: Row): string[] {
  return FACTORS.flatMap((a, i) => FACTORS.slice(i + 1).map(b => `${a} ${row.has(a)}, ${b} ${row.has(b)}`))
}

/** Rows that have every pair which is not apart: the best of some random ones, as long as any is missing. */
function coveringRows(seed: number): Row[] {
  const uniform = uniformSource(seed)
  const any = (): Row => new Set(FACTORS.filter(() => uniform() < 0.5))
  const candidates = Array.from({ length: 400 }, any).filter(row => !isApart(row))
  const missing = new Set(candidates.flatMap(pairsOf))
  const rows: Row[] = []
  while (missing.size > 0) {
    const gain = (row: Row) => pairsOf(row).filter(pair => missing.has(pair)).length
    const best = candidates.reduce((a, b) => (gain(b) > gain(a) ? b : a))
    for (const pair of pairsOf(best)) missing.delete(pair)
    rows.push(best)
  }
  return rows
}

const ROWS = coveringRows(1)
const [WIDTH, HEIGHT] = [64, 48]

const style = await small(STARRY_NIGHT)
const [opaque, clear, other] = [await png(WIDTH, HEIGHT), await png(WIDTH, HEIGHT, { alpha: true }), await png(90, 60)]
const halves = await encodePicture(
  picture(WIDTH, HEIGHT, (channel, x) => (channel === (x < WIDTH / 2 ? 0 : 2) ? 1 : 0)),
  { format: 'png' },
)
const engine = createEngine({ threads: 1 })
afterAll(() => engine.close())

function requestOf(row: Row): StylizeRequest<PictureInput> {
  const styles = row.has('two styles') ? [{ picture: style, weight: 2 }, { picture: other }] : [{ picture: style }]
  return {
    content: row.has('alpha') ? clear : opaque,
    styles,
    preset: 'cmu',
    styleLayers: ['conv1_1', 'conv2_1'],
    contentLayers: ['conv2_1'],
    size: WIDTH,
    iterations: 4,
    scales: row.has('scales') ? 2 : 1,
    ...(row.has('regions') && { contentMask: halves, regions: { red: 1, blue: row.has('two styles') ? 2 : 'keep' } }),
    ...(row.has('colours') && { colors: 'luminance' }),
    ...(row.has('windows') && { window: 32 }),
    ...(row.has('histogram') && { histogramWeight: 1, histogramLayers: ['relu1_1', 'conv2_1'] }),
    ...(row.has('seamless') && { borders: 'circular' }),
  }
}

test('the rows have every pair that can be', () => {
  const covered = new Set(ROWS.flatMap(pairsOf))
  const possible = FACTORS.length * (FACTORS.length - 1) * 2 - APART.length
  expect(covered.size).toBe(possible)
})

test.each(ROWS.map(row => [[...row].join(', ') || 'nothing', row] as const))('%s', async (_, row) => {
  const run = engine.run(requestOf(row))
  const losses: number[] = []
  let checkpoint: Uint8Array | undefined
  let stages = 0
  for await (const event of run) {
    if (event.event === 'stage') {
      stages++
      losses.length = 0
      if (row.has('windows') && event.width === WIDTH) expect(event.windows).toBeGreaterThan(1)
    }
    if (event.event !== 'step') continue
    losses.push(event.loss)
    if (row.has('resume') && event.iteration === 2) checkpoint = await run.checkpoint()
  }
  const { image } = await run.result
  expect(stages).toBe(row.has('scales') ? 2 : 1)
  expect(losses.at(-1)).toBeLessThan(losses[0]! + 1e-9)
  expect(image.pixels.every(Number.isFinite)).toBe(true)
  expect([image.width, image.height]).toEqual([WIDTH, HEIGHT])
  expect(image.alpha !== undefined).toBe(row.has('alpha'))
  if (row.has('regions') && !row.has('two styles')) expect(image.pixels[WIDTH - 4]).toBeCloseTo((WIDTH - 4) / WIDTH, 2) // kept
  if (!row.has('resume')) return
  const resumed = await engine.run({ ...requestOf(row), resumeFrom: checkpoint }).result
  expect(resumed.image.pixels).toEqual(image.pixels)
})
