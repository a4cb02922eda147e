import { maskName } from '../graphs/masks.js'
import type { readOff } from '../graphs/specification.js'
import type { Mask } from '../regions/mask.js'
import type { Regions } from '../regions/regions.js'
import { averageTargets } from '../runtime/averageTargets.js'
import type { ReadingManner } from '../runtime/readTargets.js'
import type { Tensors } from '../runtime/sessionHost.js'
import type { Workplace } from './resources.js'
import type { StylePicture } from './runPictures.js'

/**
 * Reads a run's style targets: of one picture, or of several together by their weights; where there are regions, of each by what paints
 * it.
 */
export async function styleTargets(
  workplace: Workplace,
  specification: ReturnType<typeof readOff>,
  styles: readonly StylePicture[],
  how: ReadingManner,
  regions?: Regions,
): Promise<Tensors> {
  if (styles.length === 0) return {}
  if (!regions) return averaged(specification, styles, style => workplace.targets(specification, style, how))
  const targets: Tensors[] = []
  for (const { name, styles: painting } of regions.painted) {
    const own = { ...specification, terms: specification.terms.filter(({ region }) => region === name) }
    const masks = new Map(painting.map(({ style, mask }) => [styles[style], mask]))
    const weighing = styles.filter(style => masks.has(style))
    targets.push(
      await averaged(own, weighing, style =>
        workplace.targets(own, style, how, { [maskName(name)]: maskTensor(masks.get(style) ?? whole(style)) }),
      ),
    )
  }
  return Object.assign({}, ...targets)
}

/** Masks of the regions on the image, as its loss takes them. */
export function regionMasks({ painted }: Regions): Tensors {
  return Object.fromEntries(painted.map(({ name, mask }) => [maskName(name), maskTensor(mask)]))
}

async function averaged(
  specification: ReturnType<typeof readOff>,
  styles: readonly StylePicture[],
  read: (style: StylePicture) => Promise<Tensors>,
): Promise<Tensors> {
  const targets: Tensors[] = []
  for (const style of styles) targets.push(await read(style))
  const weights = styles.map(({ weight }) => weight)
  return averageTargets(specification, targets, weights)
}

const maskTensor = ({ width, height, values }: Mask) => ({ data: values, dims: [1, 1, height, width] })

const whole = ({ picture: { width, height } }: StylePicture): Mask => ({
  width,
  height,
  values: new Float32Array(width * height).fill(1),
})
