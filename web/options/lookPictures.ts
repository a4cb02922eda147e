import broad from '../../examples/pictures/looks/broad.webp'
import content from '../../examples/pictures/looks/content.webp'
import fine from '../../examples/pictures/looks/fine.webp'
import match from '../../examples/pictures/looks/match.webp'
import usual from '../../examples/pictures/looks/usual.webp'

/** Harbour and brush strokes, painted with one option changed: 176 pixels, VGG-19, the usual preset. */
export const LOOK_PICTURES = { fine, usual, broad, match, content } as const
