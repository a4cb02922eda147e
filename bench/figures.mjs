// How measurements read in tables.

/** Seconds to three significant digits, at least one of them after the point. */
export const seconds = value => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

/** Median with spread. */
export const spread = ({ median, min, max }) => `${seconds(median)} (${seconds(min)} – ${seconds(max)})`

export const ratio = (a, b) => (a / b).toFixed(2)

export const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`

/** A measurement that some systems do not offer is left blank. */
export const megabytes = value => (value === undefined ? '' : value.toFixed(0))

export const square = size => `${size}²`
