import type { onnx } from 'onnx-proto'
import proto from 'onnx-proto'

// The package is CommonJS without named exports: Node's ESM loader sees only its default export.

export const { AttributeProto, ModelProto, TensorProto } = proto.onnx
export type ModelProto = onnx.ModelProto
export type AttributeInfo = onnx.IAttributeProto
export type NodeInfo = onnx.INodeProto
export type TensorInfo = onnx.ITensorProto
export type ValueInfo = onnx.IValueInfoProto
