/**
 * The course of a loss, drawn.
 *
 * @module nst-onnx/charts
 */

export { lossPlot, type PlotOptions, type PlotSeries } from '../gallery/lossPlot.js'
export { lossText } from '../gallery/page/numbers.js'
export type { LossCurve, LossPoint } from '../jobs/lossCurve.js'
