import { describe, expect, test } from 'vitest'
import type { Picture } from '../../src/images/picture.js'
import type { Sheet } from '../../src/sheets/sheet.js'
import { layOutSheet } from '../../src/sheets/sheetLayout.js'
import type { Box } from '../../src/sheets/textBlock.js'
import { evenType } from './evenType.js'

/** Layouts look at a picture's size only. */
const blank = (width: number, height: number): Picture => ({ width, height, pixels: new Float32Array() })
const layOut = (sheet: Sheet) => layOutSheet(sheet, evenType)
const square = (side: number) => ({ picture: blank(side, side) })
const middle = ({ x, width }: Box) => x + width / 2
const text = (sheet: Sheet, start: string) => layOut(sheet).texts.find(line => line.text.startsWith(start))!
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
const inside = (a: Box, b: Box) =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height

const long = 'Content conv4_2, style conv1_1 to conv5_1, seed 1, 500 iterations of L-BFGS'
const grid = (width: number, height: number): Sheet => ({
  title: long,
  columnHeads: [long, 'conv2_2', '', long],
  rowHeads: [long, 'seed 1', long, 'a row without pictures'],
  rows: [
    [undefined, { picture: blank(width, height), label: long }, { missing: long, label: long }],
    [
      { picture: blank(height, width), label: 'short' },
      { picture: blank(1, 1), label: long },
    ],
    [{ missing: `${long} ${long}` }, { label: 'no picture' }, { picture: blank(width, height) }, { missing: '' }],
  ],
})

describe('layOutSheet', () => {
  test.each([
    ['64 pixels', grid(64, 64)],
    ['384 × 288', grid(384, 288)],
    ['1024 × 1024', grid(1024, 1024)],
    ['a panorama', { ...grid(1024, 20), rows: [[{ picture: blank(1024, 20), label: long }, { missing: long }]] }],
    ['a column', { ...grid(20, 1024), rows: [[{ picture: blank(20, 1024), label: long }, { missing: long }]] }],
    ['huge pictures', grid(6000, 4000)],
    ['tiny pictures', grid(3, 2)],
    ['one picture alone', { rows: [[square(200)]] }],
    ['a small picture under a long title', { title: long, rows: [[square(20)]] }],
    ['small pictures in the row of a missing one', { rows: [[square(2048)], [square(30), { missing: long }]] }],
    ['only missing ones', { rows: [[{ missing: long, label: long }]] }],
    ['no rows', { title: long, columnHeads: [long], rows: [] }],
    ['a row with holes', { rows: [new Array(3)] }],
    ['nothing', { rows: [] }],
  ])('%s: nothing overlaps, nothing reaches into the margin', (_, sheet: Sheet) => {
    const { width, height, pictures, panels, texts } = layOut(sheet)
    const isReason = (place: Box) => panels.some(panel => !apart(panel, place))
    const reasons = texts.filter(isReason)
    for (const reason of reasons) expect(panels.some(panel => inside(reason, panel))).toBe(true)

    const margin = 22
    const paper = { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin }
    const places: Box[] = [...pictures, ...panels, ...texts]
    for (const place of places) {
      expect([place.x, place.y, place.width, place.height].every(Number.isInteger)).toBe(true)
      expect(inside(place, paper)).toBe(true)
    }
    const separate: Box[] = [...pictures, ...panels, ...texts.filter(place => !isReason(place))]
    for (const [i, a] of separate.entries()) for (const b of separate.slice(i + 1)) expect(apart(a, b)).toBe(true)
    for (const [i, a] of reasons.entries()) for (const b of reasons.slice(i + 1)) expect(apart(a, b)).toBe(true)
    expect([width, height].every(side => Number.isInteger(side) && side > 0)).toBe(true)
  })

  test('shows every picture, panel and text once, at its own size', () => {
    const { pictures, panels, texts } = layOut(grid(64, 64))
    expect(pictures.map(({ picture }) => picture)).toHaveLength(4)
    for (const { picture, width, height } of pictures) {
      expect([width, height]).toEqual([picture.width, picture.height])
    }
    expect(panels).toHaveLength(3)
    expect(
      texts.filter(line => line.text === 'seed 1' || line.text === 'conv2_2' || line.text === 'short'),
    ).toHaveLength(3)
  })

  test('gives all cells the same box, with different pictures centred in it', () => {
    const wide = blank(200, 100)
    const tall = blank(80, 160)
    const { pictures } = layOut({
      rows: [
        [{ picture: wide }, { picture: tall }, { picture: wide }],
        [{ picture: tall }, { picture: wide }],
      ],
    })
    const centres = pictures.map(place => [middle(place), place.y + place.height / 2])
    const [first, second, third] = centres as [number[], number[], number[]]
    expect(second[0]! - first[0]!).toBe(third[0]! - second[0]!)
    expect(second[0]! - first[0]!).toBeGreaterThan(200)
    expect([second[1], third[1]]).toEqual([first[1], first[1]])
    expect(centres.slice(3).map(([x]) => x)).toEqual([first[0], second[0]])
    expect(centres[3]![1]! - first[1]!).toBeGreaterThan(160)
    expect(centres[4]![1]).toBe(centres[3]![1])
  })

  test('puts a label right below its own picture, centred', () => {
    const sheet: Sheet = {
      rows: [
        [
          { picture: blank(60, 40), label: 'small' },
          { ...square(300), label: 'large' },
        ],
      ],
    }
    const { pictures, texts } = layOut(sheet)
    for (const [i, place] of pictures.entries()) {
      const label = texts[i]!
      expect(Math.abs(middle(label) - middle(place))).toBeLessThanOrEqual(0.5)
      expect(label.y - (place.y + place.height)).toBeGreaterThan(0)
      expect(label.y - (place.y + place.height)).toBeLessThan(label.size)
    }
  })

  test('centres a column head above its column and a row head on its row', () => {
    const sheet: Sheet = { columnHeads: ['one', 'two'], rowHeads: ['seed'], rows: [[square(90), square(90)]] }
    const { pictures } = layOut(sheet)
    const [first, second] = [pictures[0]!, pictures[1]!]
    expect(Math.abs(middle(text(sheet, 'two')) - middle(second))).toBeLessThanOrEqual(0.5)
    expect(text(sheet, 'two').y).toBeLessThan(second.y)
    const head = text(sheet, 'seed')
    expect(Math.abs(head.y + head.height / 2 - (first.y + first.height / 2))).toBeLessThanOrEqual(0.5)
    expect(head.x + head.width).toBeLessThan(first.x)
  })

  test('centres the title on the sheet, above all and larger', () => {
    const sheet: Sheet = { title: 'Title', columnHeads: ['head'], rows: [[square(90), square(90)]] }
    const title = text(sheet, 'Title')
    expect(Math.abs(middle(title) - layOut(sheet).width / 2)).toBeLessThanOrEqual(0.5)
    expect(title.y + title.height).toBeLessThan(text(sheet, 'head').y)
    expect(title.size).toBeGreaterThan(text(sheet, 'head').size)
  })

  test('leaves no room for what is not there', () => {
    const { width, height, pictures } = layOut({ title: '', columnHeads: [''], rowHeads: [''], rows: [[square(100)]] })
    const { x, y } = pictures[0]!
    expect([x, y]).toEqual([width - 100 - x, height - 100 - y])
  })

  test('wraps a long label to two lines before it shortens it', () => {
    const label = (characters: number) => {
      const { texts } = layOut({ rows: [[{ ...square(384), label: 'ab '.repeat(characters / 3).trim() }]] })
      return texts.map(line => line.text)
    }
    expect(label(15)).toHaveLength(1)
    expect(label(60)).toHaveLength(2)
    expect(label(60).join(' ')).not.toContain('...')
    expect(label(150)).toHaveLength(2)
    expect(label(150).join(' ')).toContain('...')
  })

  test('a label may be wider than a small picture', () => {
    const { texts } = layOut({ rows: [[{ ...square(16), label: 'seed 123456' }]] })
    expect(texts.map(line => line.text)).toEqual(['seed 123456'])
  })

  test('makes letters larger with the pictures, never too small to read', () => {
    const sizes = [16, 64, 256, 1024].map(side => text({ rows: [[{ ...square(side), label: 'label' }]] }, 'label').size)
    expect(sizes).toEqual([11, 11, 18, 35])
  })

  test('a missing picture takes the place that its row would give it, with room for the reason', () => {
    const { panels } = layOut({ rows: [[square(500)], [{ picture: blank(300, 200) }, { missing: 'why' }]] })
    expect(panels).toMatchObject([{ width: 300, height: 200 }])
    const among = layOut({ rows: [[square(500)], [square(20), { missing: 'stopped' }]] })
    expect(among.texts.map(line => line.text)).toEqual(['stopped'])
    const panorama = layOut({ rows: [[{ picture: blank(2000, 30) }, { missing: 'stopped' }]] })
    expect(panorama.texts.map(line => line.text)).toEqual(['stopped'])
  })

  test('a picture that is there is shown, whatever reason is given', () => {
    const { pictures, panels, texts } = layOut({ rows: [[{ ...square(64), missing: 'why' }]] })
    expect([pictures.length, panels.length, texts.length]).toEqual([1, 0, 0])
  })
})
