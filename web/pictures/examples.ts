import brushStrokes from '../../examples/pictures/brush-strokes.png'
import harbour from '../../examples/pictures/harbour.png'
import painting from '../../examples/pictures/harbour-brush-strokes.webp'

/** A picture that the project has drawn itself, by program: scripts/example-pictures/. */
export interface Example {
  /** Of the file. */
  readonly name: string
  /** For people. */
  readonly title: string
  readonly address: string
  /** The address of a small copy. */
  readonly thumbnail: string
}

/** What can be chosen at one click; the first of each is there from the beginning. */
export const EXAMPLES: Readonly<Record<'content' | 'style', readonly [Example, ...Example[]]>> = {
  content: [{ name: 'harbour.png', title: 'Harbour', address: harbour, thumbnail: harbour }],
  style: [{ name: 'brush-strokes.png', title: 'Brush strokes', address: brushStrokes, thumbnail: brushStrokes }],
}

/** What the page makes of the first two, as it is when it is opened: its own Paint, at 512 pixels. */
export const EXAMPLE_PAINTING = { address: painting, name: 'harbour-brush-strokes', width: 512, height: 384 } as const
