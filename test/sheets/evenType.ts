import type { TypeMetrics } from '../../src/sheets/typeface.js'

/** A typeface that has every character, each half as wide as the font size. */
export const evenType: TypeMetrics = { printable: text => text, measure: text => text.length / 2 }
