import { drawBrushStrokes } from './examples/brushStrokes.js'
import { drawHarbour } from './examples/harbour.js'
import type { Picture } from './picture.js'

/** The project's own example pictures by name, drawn by program and free for any use; each call draws the same pixels. */
export const examplePictures: Readonly<Record<'harbour' | 'brush-strokes', () => Picture>> = {
  harbour: drawHarbour,
  'brush-strokes': drawBrushStrokes,
}
