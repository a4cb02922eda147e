/** What is known at one length along a direction: the loss there and its derivative with respect to that length. */
export interface Probe {
  readonly length: number
  readonly loss: number
  readonly slope: number
}

/** A step must keep this share of the decrease that the slope at its start promises (Armijo). */
const SUFFICIENT_DECREASE = 1e-4
/** Where the slope is still steeper than this share of the one at the start, the step is too short (weak Wolfe). */
const STEEP = 0.9
/** A decrease smaller than this share of the loss is not looked for: a float32 loss could not show it. */
const RESOLUTION = 1e-8
const MOST_PROBES = 20

/**
 * Looks along a descent direction for a length that lowers the loss enough (Armijo) and at which the slope has levelled
 * out (weak Wolfe), so that the step's curvature `s·y` is positive. Bracketing as in Lewis and Overton, "Nonsmooth
 * optimization via quasi-Newton methods" (2013), which holds on functions with kinks; inside the bracket the cubic of
 * Nocedal and Wright, eq. 3.59, instead of bisection. A probe whose loss or slope is not finite was too long.
 *
 * Returns the probe to accept, which may be an earlier one than the last; `undefined` if none lowers the loss.
 *
 * @param start loss and slope at length 0; the slope is negative
 * @param firstLength the length to try first, above 0
 */
export async function lineSearch<P extends Probe>(
  start: { readonly loss: number; readonly slope: number },
  firstLength: number,
  probe: (length: number) => Promise<P>,
): Promise<P | undefined> {
  const origin: Probe = { length: 0, loss: start.loss, slope: start.slope }
  const smallestGain = RESOLUTION * Math.abs(start.loss)
  let previous = origin
  let low = origin
  let high: Probe | undefined
  let best: P | undefined
  let length = firstLength

  for (let probes = 0; probes < MOST_PROBES; probes++) {
    const trial = await probe(length)
    if (!lowersEnough(trial, origin)) {
      high = pointOf(trial)
    } else if (trial.slope >= STEEP * start.slope) {
      return trial
    } else {
      previous = low
      low = pointOf(trial)
      best = trial
    }
    length = high ? lengthBetween(low, high) : lengthBeyond(previous, low)
    if ((length - low.length) * -start.slope <= smallestGain) break
  }
  return best
}

/** What the bracket is made of: a probe may hold a gradient as large as the picture, of which the best one's alone is of use. */
const pointOf = ({ length, loss, slope }: Probe): Probe => ({ length, loss, slope })

function lowersEnough(trial: Probe, origin: Probe): boolean {
  const bound = origin.loss + SUFFICIENT_DECREASE * trial.length * origin.slope
  return isUsable(trial) && trial.loss <= bound
}

function isUsable({ loss, slope }: Probe): boolean {
  return Number.isFinite(loss) && Number.isFinite(slope)
}

/** Halves the bracket at least, so that a bad model costs no more than bisection would. */
function lengthBetween(low: Probe, high: Probe): number {
  const width = high.length - low.length
  const minimum = isUsable(high) ? cubicMinimum(low, high) : Number.NaN
  if (Number.isNaN(minimum)) return low.length + width / 2
  return Math.min(Math.max(minimum, low.length + 0.1 * width), low.length + 0.5 * width)
}

/** Two to ten times as far, and ten where the model sees no minimum ahead. */
function lengthBeyond(previous: Probe, last: Probe): number {
  const minimum = cubicMinimum(previous, last)
  return minimum > last.length ? Math.min(Math.max(minimum, 2 * last.length), 10 * last.length) : 10 * last.length
}

/** Minimum of the cubic with the losses and slopes of `a` and `b`; NaN where it has none. Nocedal and Wright, eq. 3.59. */
function cubicMinimum(a: Probe, b: Probe): number {
  const width = b.length - a.length
  const d1 = a.slope + b.slope - (3 * (b.loss - a.loss)) / width
  const d2 = Math.sqrt(d1 * d1 - a.slope * b.slope)
  return b.length - (width * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2)
}
