import brushStrokes from '../../examples/pictures/brush-strokes.png'
import harbour from '../../examples/pictures/harbour.png'

/** The project's own pictures, drawn by program: scripts/example-pictures/. */
export const EXAMPLES = {
  content: { name: 'harbour.png', address: harbour },
  style: { name: 'brush-strokes.png', address: brushStrokes },
} as const
