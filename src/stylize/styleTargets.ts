import type { readOff } from '../graphs/specification.js'
import { averageTargets } from '../runtime/averageTargets.js'
import type { Tensors } from '../runtime/sessionHost.js'
import type { StylePicture } from './readPictures.js'
import type { Workplace } from './resources.js'
import type { Window } from './settings.js'

/** Reads a run's style targets: of one picture, or of several together by their weights. */
export async function styleTargets(
  workplace: Workplace,
  specification: ReturnType<typeof readOff>,
  styles: readonly StylePicture[],
  window?: Window,
): Promise<Tensors> {
  if (styles.length === 0) return {}
  const targets: Tensors[] = []
  for (const style of styles) targets.push(await workplace.targets(specification, style, window))
  const weights = styles.map(({ weight }) => weight)
  return averageTargets(specification, targets, weights)
}
