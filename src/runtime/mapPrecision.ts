/** What a value of a map is kept as: a number of 32 bits, or of 16. */
export const MAP_PRECISIONS = ['single', 'half'] as const
export type MapPrecision = (typeof MAP_PRECISIONS)[number]
