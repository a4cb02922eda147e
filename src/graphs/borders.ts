/**
 * What the network sees beyond the picture: zeros, as VGG-19 was trained; or the picture's outermost pixels again, one in the first
 * convolution, and as many as make whole cells of pooling; or the picture again, from its other side, in every convolution.
 */
export const BORDERS = ['zero', 'replicate', 'circular'] as const
/** What a convolution sees beyond a picture's edge. */
export type Borders = (typeof BORDERS)[number]
