/**
 * What the network sees beyond the picture: zeros, as VGG-19 was trained; or the picture's outermost pixels again, as in a mirror, where
 * it matters (repeated without a mirror, the last pixel would count for all of its repetitions, and be painted as what suits these); or the
 * picture again, from its other side, in every convolution.
 */
export const BORDERS = ['zero', 'replicate', 'circular'] as const
/** What a convolution sees beyond a picture's edge. */
export type Borders = (typeof BORDERS)[number]
