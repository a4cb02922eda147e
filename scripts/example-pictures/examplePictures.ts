import type { Picture } from '../../src/images/picture.js'
import { drawBrushStrokes } from './brushStrokes.js'
import { drawCat } from './cat.js'
import { drawDots } from './dots.js'
import { drawFruit } from './fruit.js'
import { drawHarbour } from './harbour.js'
import { drawInk } from './ink.js'
import { drawStainedGlass } from './stainedGlass.js'
import { drawTiles } from './tiles.js'
import { drawValley } from './valley.js'
import { drawWatercolour } from './watercolour.js'
import { drawWoodcut } from './woodcut.js'

/** The project's own example pictures by name, drawn by program and free for any use; each call draws the same pixels. */
export const examplePictures: Readonly<Record<string, () => Picture>> = {
  harbour: drawHarbour,
  valley: drawValley,
  fruit: drawFruit,
  cat: drawCat,
  'brush-strokes': drawBrushStrokes,
  'stained-glass': drawStainedGlass,
  dots: drawDots,
  woodcut: drawWoodcut,
  ink: drawInk,
  watercolour: drawWatercolour,
  tiles: drawTiles,
}
