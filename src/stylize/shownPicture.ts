import { rollPlanes } from '../images/rollPlanes.js'
import { type ShownColours, shownColours } from './paintedColours.js'
import type { Plan } from './plan.js'

/**
 * What a run's picture is shown as: in its colours; and a texture without seams moved by a pixel, so that where it meets itself lies
 * within the cells of pooling and not between them, where steps are larger.
 */
export function shownPicture({
  settings,
  content,
  specification,
}: Pick<Plan, 'settings' | 'content' | 'specification'>): ShownColours {
  const coloured = shownColours(settings.colors, content?.picture)
  if (content || specification.borders !== 'circular') return coloured
  return picture => {
    const shown = coloured(picture)
    const pixels = new Float32Array(shown.pixels.length)
    rollPlanes(shown.pixels, pixels, shown, { left: 1, top: 1 })
    return { ...shown, pixels }
  }
}
