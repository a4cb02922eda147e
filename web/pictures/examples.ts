import brushStrokes from '../../examples/pictures/brush-strokes.png'
import cat from '../../examples/pictures/cat.png'
import dots from '../../examples/pictures/dots.png'
import fruit from '../../examples/pictures/fruit.png'
import harbour from '../../examples/pictures/harbour.png'
import painting from '../../examples/pictures/harbour-brush-strokes.webp'
import ink from '../../examples/pictures/ink.png'
import smallBrushStrokes from '../../examples/pictures/small/brush-strokes.webp'
import smallCat from '../../examples/pictures/small/cat.webp'
import smallDots from '../../examples/pictures/small/dots.webp'
import smallFruit from '../../examples/pictures/small/fruit.webp'
import smallHarbour from '../../examples/pictures/small/harbour.webp'
import smallInk from '../../examples/pictures/small/ink.webp'
import smallStainedGlass from '../../examples/pictures/small/stained-glass.webp'
import smallTiles from '../../examples/pictures/small/tiles.webp'
import smallValley from '../../examples/pictures/small/valley.webp'
import smallWatercolour from '../../examples/pictures/small/watercolour.webp'
import smallWoodcut from '../../examples/pictures/small/woodcut.webp'
import stainedGlass from '../../examples/pictures/stained-glass.png'
import tiles from '../../examples/pictures/tiles.png'
import valley from '../../examples/pictures/valley.png'
import watercolour from '../../examples/pictures/watercolour.png'
import woodcut from '../../examples/pictures/woodcut.png'

/** A picture that the project has drawn itself, by program: scripts/example-pictures/. */
export interface Example {
  /** What the file is called. */
  readonly name: string
  /** What people are told that it is. */
  readonly title: string
  readonly address: string
  /** The address of a small copy. */
  readonly thumbnail: string
}

/** What can be chosen at one click; the first of each is there from the beginning. */
export const EXAMPLES: Readonly<Record<'content' | 'style', readonly [Example, ...Example[]]>> = {
  content: [
    { name: 'harbour.png', title: 'Harbour', address: harbour, thumbnail: smallHarbour },
    { name: 'valley.png', title: 'Valley', address: valley, thumbnail: smallValley },
    { name: 'fruit.png', title: 'Fruit', address: fruit, thumbnail: smallFruit },
    { name: 'cat.png', title: 'Cat', address: cat, thumbnail: smallCat },
  ],
  style: [
    { name: 'brush-strokes.png', title: 'Brush strokes', address: brushStrokes, thumbnail: smallBrushStrokes },
    { name: 'stained-glass.png', title: 'Stained glass', address: stainedGlass, thumbnail: smallStainedGlass },
    { name: 'dots.png', title: 'Dots', address: dots, thumbnail: smallDots },
    { name: 'woodcut.png', title: 'Woodcut', address: woodcut, thumbnail: smallWoodcut },
    { name: 'ink.png', title: 'Pen and ink', address: ink, thumbnail: smallInk },
    { name: 'watercolour.png', title: 'Watercolour', address: watercolour, thumbnail: smallWatercolour },
    { name: 'tiles.png', title: 'Tiles', address: tiles, thumbnail: smallTiles },
  ],
}

/** What the page makes of the first two, as it is when it is opened: its own Paint, at 512 pixels. */
export const EXAMPLE_PAINTING = { address: painting, name: 'harbour-brush-strokes', width: 512, height: 384 } as const
