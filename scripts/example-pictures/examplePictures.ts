import type { Picture } from '../../src/images/picture.js'
import { drawBrushStrokes } from './brushStrokes.js'
import { drawHarbour } from './harbour.js'

/** The project's own example pictures by name, drawn by program and free for any use; each call draws the same pixels. */
export const examplePictures: Readonly<Record<'harbour' | 'brush-strokes', () => Picture>> = {
  harbour: drawHarbour,
  'brush-strokes': drawBrushStrokes,
}
