import broad from '../../examples/pictures/looks/broad.webp'
import cmu from '../../examples/pictures/looks/cmu.webp'
import content from '../../examples/pictures/looks/content.webp'
import fine from '../../examples/pictures/looks/fine.webp'
import gatys from '../../examples/pictures/looks/gatys.webp'
import johnson from '../../examples/pictures/looks/johnson.webp'
import match from '../../examples/pictures/looks/match.webp'
import usual from '../../examples/pictures/looks/usual.webp'

/** Harbour and brush strokes, painted with one option changed: 176 pixels, VGG-19; `gatys` and `johnson` with 250 iterations. */
export const LOOK_PICTURES = { fine, usual, broad, match, content, cmu, gatys, johnson } as const
