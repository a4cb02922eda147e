import { html, type Markup } from './html.js'
import { minus } from './numbers.js'
import { tenths } from './plotPoints.js'
import { linearTicks, logTicks, type Range } from './plotTicks.js'

/** Where the curves are drawn, in the plot's units. */
export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The room from the x axis to the foot of its title. */
export const BELOW_AXIS = 38
const DIGIT = 7.4

/** Room that the loss axis needs for its labels. */
export function lossAxisRoom(losses: Range): number {
  return 14 + Math.ceil(DIGIT * Math.max(...labelsOf(logTicks(losses)).map(({ length }) => length)))
}

/** The loss axis: a title above it, labels left of it, a line across at every label. */
export function lossAxis(losses: Range, { left, right, bottom, top }: Frame): Markup {
  const ticks = logTicks(losses)
  const labels = labelsOf(ticks)
  return html`<text class="axis" x="2" y="12">loss, log scale</text>
${ticks.map((tick, i) => {
  const y = tenths(bottom - (bottom - top) * logShare(tick, losses))
  return html`<path class="grid" fill="none" stroke="currentColor" stroke-width=".5" d="M${left} ${y}H${right}"/>
<text class="tick" x="${left - 6}" y="${y}" dy=".35em" text-anchor="end">${labels[i]?.label}</text>
`
})}`
}

/** The axis of evaluations, from 0, with the frame's two lines. */
export function evaluationAxis(evaluations: Range, { left, right, bottom, top }: Frame): Markup {
  const ticks = linearTicks(evaluations, 4).filter(Number.isInteger)
  return html`<path class="frame" fill="none" stroke="currentColor" d="M${left} ${top}V${bottom}H${right}"/>
${ticks.map(tick => {
  const x = tenths(left + (right - left) * linearShare(tick, evaluations))
  return html`<path class="frame" fill="none" stroke="currentColor" d="M${x} ${bottom}v4"/>
<text class="tick" x="${x}" y="${bottom + 16}" text-anchor="middle">${tick}</text>
`
})}<text class="axis" x="${left}" y="${bottom + 31}">evaluations</text>
`
}

/** How far along the range a value lies: 0 at `from`, 1 at `to`. */
export const logShare = (value: number, { from, to }: Range): number => Math.log(value / from) / Math.log(to / from)
export const linearShare = (value: number, { from, to }: Range): number => (value - from) / (to - from)

/** All labels of an axis are written in one way: powers of ten, or digits, or digits times a power of ten. */
function labelsOf(ticks: readonly number[]): readonly { label: Markup; length: number }[] {
  const parts = ticks.map(tick => {
    const [mantissa = '', exponent = ''] = tick.toExponential().split('e')
    return { tick, mantissa, exponent: minus(Number(exponent)) }
  })
  const powers = parts.every(({ mantissa }) => mantissa === '1')
  const plain = ticks.every(tick => tick >= 0.01 && tick < 1e6)
  return parts.map(({ tick, mantissa, exponent }) => {
    if (plain && !powers) return { label: html`${tick}`, length: String(tick).length }
    const factor = powers ? '' : `${mantissa}·`
    const label = html`${factor}10<tspan dy="-4" font-size="9">${exponent}</tspan>`
    return { label, length: factor.length + 2 + 0.75 * exponent.length }
  })
}
