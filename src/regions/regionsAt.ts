import type { Size } from '../images/fitPicture.js'
import { resizePlanes } from '../images/resizePicture.js'
import type { Mask } from './mask.js'
import type { Regions } from './regions.js'

/** The regions at one stage: their masks scaled as its pictures are. */
export function regionsAt({ painted, kept, names }: Regions, size: Size, styleSizes: readonly Size[]): Regions {
  return {
    painted: painted.map(region => ({
      ...region,
      mask: scaledMask(region.mask, size),
      styles: region.styles.map(one => ({
        ...one,
        ...(one.mask && { mask: scaledMask(one.mask, styleSizes[one.style] ?? one.mask) }),
      })),
    })),
    ...(kept && { kept: scaledMask(kept, size) }),
    names,
  }
}

function scaledMask(mask: Mask, { width, height }: Size): Mask {
  return { width, height, values: resizePlanes(mask.values, 1, mask, { width, height }) }
}
