// `nst-onnx/charts`: the course of a loss, drawn.

export { lossPlot, type PlotOptions, type PlotSeries } from '../gallery/lossPlot.js'
export { lossText } from '../gallery/page/numbers.js'
export type { LossCurve, LossPoint } from '../jobs/lossCurve.js'
