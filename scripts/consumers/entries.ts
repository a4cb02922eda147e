import { type LossCurve, lossPlot } from 'nst-onnx/charts'
import { EXPLANATIONS, type NstOnnxError } from 'nst-onnx/errors'
import { filledOptions, OPTIONS, parseOption } from 'nst-onnx/options'

const size: number = filledOptions({ styleWeight: parseOption('styleWeight', '1e5') }).size
export const remedyOf = ({ code }: NstOnnxError): string => EXPLANATIONS[code].remedy
export const plot = (curve: LossCurve): string => lossPlot([{ name: `${size} ${OPTIONS.size.help}`, curve }])
