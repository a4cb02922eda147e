import { mul } from '../operators.js'
import { weightedMeans } from './averages.js'
import type { TapFacts, TapKind } from './termKind.js'

export const CONTENT_OPTIONS = {
  contentLayers: { kind: 'taps', otherwise: "the preset's", help: 'Taps with a content term.' },
  contentWeight: {
    kind: 'termWeights',
    otherwise: "the preset's",
    help: 'Weight of the content terms.',
    onCommandLine: 'It is written as that of style.',
  },
} as const

export const CONTENT_FACTS = {
  layers: 'contentLayers',
  weight: 'contentWeight',
  picture: 'content',
} as const satisfies TapFacts

/** The content loss of Gatys, Ecker, Bethge 2015: the features at a tap are to be those of the content picture. */
export const CONTENT_TERM = {
  // Found by eye, where features have variance 1, to balance style terms that start at 1.
  fittedWeight: 0.02,
  definitions: { 'content-term': 'weight * mean((F - features)^2)' },
  targets: ['features'],
  read: (map, mask) => ({ features: mask ? mul(map, mask) : map }),
  average: weightedMeans,
} as const satisfies TapKind
