import type { Claim } from '../galleryPage.js'

/** The verdicts in words. */
export const VERDICTS: Readonly<Record<Claim['verdict'], string>> = {
  supported: 'Supported',
  contradicted: 'Contradicted',
  early: 'Not enough iterations to tell',
  open: 'Cannot be told',
}
