import type { Size } from '../images/fitPicture.js'
import type { Settings } from '../requests/settings.js'
import { historyAt } from '../requests/sizedSettings.js'

/** Float32 of three colours. */
const BYTES_PER_PIXEL = 12

/** About how large a checkpoint of a run gets, in its last stage: the optimiser's vectors, each as large as the image. */
export function checkpointBytes(
  { optimizer, iterations, ...settings }: Pick<Settings, 'optimizer' | 'history' | 'iterations'>,
  size: Size,
): number {
  // The point, the best point where that is another, the gradient there; pairs and a direction, or two means.
  const vectors = 3 + (optimizer === 'adam' ? 2 : 2 * Math.min(historyAt(settings, size), iterations) + 1)
  return vectors * BYTES_PER_PIXEL * size.width * size.height
}
