/** How convolutions are computed: as they are written; or, where there are many channels, by Winograd's tiles, which take fewer products. */
export const CONVOLUTIONS = ['direct', 'winograd'] as const
/** How convolutions are computed. */
export type Convolutions = (typeof CONVOLUTIONS)[number]
