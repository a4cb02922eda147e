/**
 * How convolutions are computed: as they are written; or by Winograd's tiles, which take fewer products, those of many channels, or all
 * but those with the image's own channels.
 */
export const CONVOLUTIONS = ['direct', 'winograd', 'winograd-all'] as const
/** How convolutions are computed. */
export type Convolutions = (typeof CONVOLUTIONS)[number]
/** The ways by tiles. */
export type Tiled = Exclude<Convolutions, 'direct'>
