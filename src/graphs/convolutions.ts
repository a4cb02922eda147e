/**
 * How convolutions are computed: as they are written; or by Winograd's tiles, which take fewer products, those of many channels, or all
 * but those with the image's own channels.
 */
export const CONVOLUTIONS = ['direct', 'winograd', 'winograd-all'] as const
/** How convolutions are computed. */
export type Convolutions = (typeof CONVOLUTIONS)[number]
/** The ways by tiles. */
export type Tiled = Exclude<Convolutions, 'direct'>

/**
 * How the convolutions of a graph are computed that reads targets once, where its loss is evaluated so. Kernels are transformed while it is
 * loaded, for which the few layers of `winograd` are no recompense.
 */
export const readingConvolutions = (convolutions: Convolutions = 'direct'): Convolutions =>
  convolutions === 'winograd-all' ? convolutions : 'direct'
