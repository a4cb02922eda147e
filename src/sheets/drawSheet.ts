import { asWritten } from '../images/asWritten.js'
import type { Picture } from '../images/picture.js'
import type { Sheet } from './sheet.js'
import { layOutSheet } from './sheetLayout.js'
import type { Box, TextBox } from './textBlock.js'
import { loadTypeface, type Typeface } from './typeface.js'

const INK = 0.1
const PANEL = 0.93

/**
 * Draws a contact sheet: near-black text on white paper, no alpha. Pictures are shown pixel by pixel as their PNG files
 * would be on white: clamped, rounded to 8 bit, blended by their alpha. The same sheet gives the same pixels.
 */
export async function drawSheet(sheet: Sheet): Promise<Picture> {
  const type = await loadTypeface()
  const { width, height, pictures, panels, texts } = layOutSheet(sheet, type)
  const paper = { width, height, pixels: new Float32Array(3 * width * height).fill(1) }
  for (const panel of panels) fillPanel(paper, panel)
  for (const box of pictures) paste(paper, asWritten(box.picture), box)
  for (const text of texts) print(paper, text, type)
  return paper
}

function paste(paper: Picture, { width, height, pixels }: Picture, { x, y }: Box): void {
  for (let row = 0; row < 3 * height; row++) {
    const [plane, line] = [Math.floor(row / height), row % height]
    const to = (plane * paper.height + y + line) * paper.width + x
    paper.pixels.set(pixels.subarray(row * width, (row + 1) * width), to)
  }
}

function fillPanel(paper: Picture, { x, y, width, height }: Box): void {
  paste(paper, { width, height, pixels: new Float32Array(3 * width * height).fill(PANEL) }, { x, y, width, height })
}

function print(paper: Picture, { x, y, text, size }: TextBox, type: Typeface): void {
  const { width, height, coverage, origin } = type.draw(text, size)
  for (let plane = 0; plane < 3; plane++) {
    for (let row = 0; row < height; row++) {
      const to = (plane * paper.height + y + row) * paper.width + x - origin
      for (let column = 0; column < width; column++) {
        const covered = coverage[row * width + column]!
        paper.pixels[to + column]! += covered * (INK - paper.pixels[to + column]!)
      }
    }
  }
}
