import { describe, expect, test } from 'vitest'
import type { Picture } from '../../src/images/picture.js'
import { drawSheet } from '../../src/sheets/drawSheet.js'
import type { Sheet } from '../../src/sheets/sheet.js'
import { layOutSheet } from '../../src/sheets/sheetLayout.js'
import type { Box } from '../../src/sheets/textBlock.js'
import { loadTypeface } from '../../src/sheets/typeface.js'
import { grid, picture } from '../images/grid.js'

const cut = (sheet: Picture, { x, y, width, height }: Box) =>
  grid(sheet)
    .slice(y, y + height)
    .map(row => row.slice(x, x + width))

const coloured = picture(50, 60, (c, x, y) => ((7 * x + 11 * y + 50 * c) % 256) / 255)

/** Draws a sheet, and says where its parts lie. */
const draw = async (sheet: Sheet) => ({ paper: await drawSheet(sheet), ...layOutSheet(sheet, await loadTypeface()) })

const darkest = (pixels: number[][][]) => pixels.flat(2).reduce((least, value) => Math.min(least, value), 255)

describe('drawSheet', () => {
  test('shows every picture pixel by pixel, in its place, on white paper without alpha', async () => {
    const { paper, pictures, width, height } = await draw({
      rows: [[{ picture: coloured }, { picture: picture(50, 50, () => 0) }]],
    })
    expect([paper.width, paper.height, paper.pixels.length]).toEqual([width, height, 3 * width * height])
    expect(paper.alpha).toBeUndefined()
    expect(cut(paper, pictures[0]!)).toEqual(grid(coloured))
    expect(new Set(cut(paper, pictures[1]!).flat(2))).toEqual(new Set([0]))

    const rest = grid(paper)
    for (const { x, y, width, height } of pictures) {
      for (const row of rest.slice(y, y + height)) row.fill([255, 255, 255], x, x + width)
    }
    expect(new Set(rest.flat(2))).toEqual(new Set([255]))
  })

  test('clamps values and takes NaN for black', async () => {
    const values = [-2, 7, Number.NaN]
    const { paper, pictures } = await draw({ rows: [[{ picture: picture(48, 48, c => values[c]!) }]] })
    expect(cut(paper, pictures[0]!)[10]![10]).toEqual([0, 255, 0])
  })

  test('blends alpha onto the white paper', async () => {
    const faded = picture(
      48,
      48,
      c => [0, 0.4, 1][c]!,
      x => (x < 24 ? 0.2 : 0),
    )
    const { paper, pictures } = await draw({ rows: [[{ picture: faded }]] })
    const [row] = cut(paper, pictures[0]!) as [number[][]]
    expect(row[0]).toEqual([204, 224, 255])
    expect(row[47]).toEqual([255, 255, 255])
  })

  test('prints titles, heads, labels and reasons near black in their places, and nothing elsewhere', async () => {
    const { paper, pictures, panels, texts } = await draw({
      title: 'Title',
      columnHeads: ['conv1_1', 'Hü'],
      rowHeads: ['seed 1'],
      rows: [
        [
          { picture: coloured, label: 'a label of the first' },
          { missing: 'stopped', label: 'the second' },
        ],
      ],
    })
    for (const place of texts) {
      const found = darkest(cut(paper, place))
      expect(found).toBeGreaterThanOrEqual(25)
      expect(found).toBeLessThan(90)
    }
    const rest = grid(paper)
    for (const { x, y, width, height } of [...pictures, ...panels, ...texts]) {
      // A letter may reach over its line by a pixel.
      for (const row of rest.slice(y, y + height)) row.fill([255, 255, 255], x - 1, x + width + 1)
    }
    expect(darkest(rest)).toBeGreaterThan(240)
  })

  test('a missing picture is a light grey panel with the reason in it', async () => {
    const { paper, panels } = await draw({ rows: [[{ missing: 'out of memory' }]] })
    const panel = cut(paper, panels[0]!)
    expect(panel[0]![0]).toEqual([237, 237, 237])
    expect(panel.at(-1)!.at(-1)).toEqual([237, 237, 237])
    expect(darkest(panel)).toBeLessThan(60)
  })

  test('draws any text', async () => {
    const label = '日本語 👩‍👩‍👧 \u0000\ud83d ő \u202e مرحبا'
    const sheet = { title: label, columnHeads: [label], rowHeads: [label], rows: [[{ missing: label, label }]] }
    await expect(drawSheet(sheet)).resolves.toMatchObject({ pixels: expect.any(Float32Array) })
  })

  test('is the same for the same sheet, and shows what a label says', async () => {
    const sheet = (label: string) => drawSheet({ rows: [[{ picture: coloured, label }]] })
    const [first, again, other] = await Promise.all([sheet('seed 1'), sheet('seed 1'), sheet('seed 2')])
    expect(again).toEqual(first)
    expect(other.pixels).not.toEqual(first.pixels)
  })

  test('an empty sheet is a piece of white paper', async () => {
    const { pixels, width, height } = await drawSheet({ rows: [] })
    expect(pixels).toHaveLength(3 * width * height)
    expect(new Set(pixels)).toEqual(new Set([1]))
  })
})
