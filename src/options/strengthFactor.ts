/**
 * What terms on the style are multiplied by is the strength to this power: features of the content picture are then about as far away as
 * the strength says, up to 1 (docs/presets.md).
 */
const STRENGTH_POWER = 5

/** Returns what the weights of all terms on the style are multiplied by at a strength. */
export function strengthFactor(strength: number): number {
  return strength ** STRENGTH_POWER
}
