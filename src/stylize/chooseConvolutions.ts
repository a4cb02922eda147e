import type { Convolutions } from '../graphs/convolutions.js'
import type { ImageSize } from '../graphs/imageSize.js'
import type { LossSpecification } from '../graphs/specification.js'
import { extensionOf } from '../graphs/wholeCells.js'
import { transformedKernelBytes } from '../graphs/withConvolutions.js'
import { type ChosenDevice, tiledOn } from '../runtime/devices.js'
import type { Platform } from './platform.js'

/**
 * How a run's convolutions are best computed, if there is the memory: as it was asked for, or by what the machine is faster with, where
 * that makes a difference. GPUs have ways of their own.
 */
export async function chooseConvolutions(
  asked: Convolutions | undefined,
  { device, threads }: Pick<ChosenDevice, 'device' | 'threads'>,
  specification: LossSpecification,
  size: ImageSize,
  { fasterConvolutions }: Pick<Platform<never>, 'fasterConvolutions'>,
): Promise<Convolutions> {
  const tiled = tiledOn(device)
  const evaluated = extensionOf(specification, size)?.size ?? size
  if (!tiled || transformedKernelBytes(specification, evaluated, asked ?? tiled) === 0) return 'direct'
  return asked ?? (await fasterConvolutions?.(threads)) ?? tiled
}
