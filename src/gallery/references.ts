/** A publication that the page refers to. */
export interface Reference {
  readonly authors: string
  readonly year: number
  readonly title: string
  readonly where: string
  readonly address: string
}

/** What is cited, in the order in which the page numbers it. */
export const REFERENCES = {
  network: {
    authors: 'K. Simonyan, A. Zisserman',
    year: 2014,
    title: 'Very deep convolutional networks for large-scale image recognition',
    where: 'arXiv:1409.1556',
    address: 'https://arxiv.org/abs/1409.1556',
  },
  style: {
    authors: 'L. A. Gatys, A. S. Ecker, M. Bethge',
    year: 2015,
    title: 'A neural algorithm of artistic style',
    where: 'arXiv:1508.06576',
    address: 'https://arxiv.org/abs/1508.06576',
  },
  inversion: {
    authors: 'A. Mahendran, A. Vedaldi',
    year: 2014,
    title: 'Understanding deep image representations by inverting them',
    where: 'arXiv:1412.0035',
    address: 'https://arxiv.org/abs/1412.0035',
  },
  texture: {
    authors: 'L. A. Gatys, A. S. Ecker, M. Bethge',
    year: 2015,
    title: 'Texture synthesis using convolutional neural networks',
    where: 'arXiv:1505.07376',
    address: 'https://arxiv.org/abs/1505.07376',
  },
  statistics: {
    authors: 'J. Portilla, E. P. Simoncelli',
    year: 2000,
    title: 'A parametric texture model based on joint statistics of complex wavelet coefficients',
    where: 'International Journal of Computer Vision 40',
    address: 'https://doi.org/10.1023/A:1026553619983',
  },
  optimiser: {
    authors: 'D. C. Liu, J. Nocedal',
    year: 1989,
    title: 'On the limited memory BFGS method for large scale optimization',
    where: 'Mathematical Programming 45',
    address: 'https://doi.org/10.1007/BF01589116',
  },
} as const satisfies Readonly<Record<string, Reference>>

export type ReferenceKey = keyof typeof REFERENCES

/** The number by which the page calls a reference, from 1. */
export function referenceNumber(key: ReferenceKey): number {
  return Object.keys(REFERENCES).indexOf(key) + 1
}
