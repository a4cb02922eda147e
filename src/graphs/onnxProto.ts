import proto from 'onnx-proto'

// The messages of onnx.proto that graphs are made of. Written down here because onnx-proto's own types need others that it does
// not bring, so that who checks types of libraries too could not use this package.

/** A 64-bit integer: a number where it is written; an object with its value where it is read. */
export type Integer =
  | number
  | {
      /** Returns its value. */
      toNumber(): number
    }

/** A constant of a node. */
export interface AttributeInfo {
  name?: string | null
  type?: number | null
  i?: Integer | null
  f?: number | null
  s?: Uint8Array | null
  ints?: Integer[] | null
  floats?: number[] | null
  t?: TensorInfo | null
}

/** One operator with the names of its inputs and outputs. */
export interface NodeInfo {
  name?: string | null
  opType?: string | null
  input?: string[] | null
  output?: string[] | null
  attribute?: AttributeInfo[] | null
}

/** A constant tensor, in the file or beside it. */
export interface TensorInfo {
  name?: string | null
  dataType?: number | null
  dims?: Integer[] | null
  floatData?: number[] | null
  int64Data?: Integer[] | null
  dataLocation?: number | null
  externalData?: { key?: string | null; value?: string | null }[] | null
}

/** The name, type and shape of an input or output. */
export interface ValueInfo {
  name?: string | null
  docString?: string | null
  type?: {
    tensorType?: {
      elemType?: number | null
      shape?: { dim?: { dimValue?: Integer | null; dimParam?: string | null }[] | null } | null
    } | null
  } | null
}

/** Nodes in the order in which they can run, with what goes in and comes out. */
export interface GraphInfo {
  name?: string | null
  docString?: string | null
  node?: NodeInfo[] | null
  initializer?: TensorInfo[] | null
  input?: ValueInfo[] | null
  output?: ValueInfo[] | null
  valueInfo?: ValueInfo[] | null
}

/** A graph as the ONNX format has it, with its versions and metadata. */
export interface ModelProto {
  irVersion?: Integer | null
  opsetImport?: { domain?: string | null; version?: Integer | null }[] | null
  producerName?: string | null
  producerVersion?: string | null
  docString?: string | null
  metadataProps: { key?: string | null; value?: string | null }[]
  graph?: GraphInfo | null
}

/** Messages to bytes and back. */
export interface Codec<Message> {
  /** Makes a message of its fields. */
  create(properties: Message): Message
  /** Writes a message. */
  encode(message: Message): {
    /** Returns the bytes. */
    finish(): Uint8Array
  }
  /** Reads a message. Throws an Error where the bytes hold none. */
  decode(bytes: Uint8Array): Message
}

// The package is CommonJS without named exports: Node's ESM loader sees only its default export.
const { onnx } = proto

/** Writes models as the bytes of a file, and reads them. */
export const ModelProto: Codec<ModelProto> = onnx.ModelProto

/** The numbers of an enumeration. */
type Numbers<Name extends string> = Readonly<Record<Name, number>>

export const AttributeType: Numbers<'FLOAT' | 'INT' | 'STRING' | 'INTS'> = onnx.AttributeProto.AttributeType
export const DataType: Numbers<'FLOAT' | 'INT64' | 'BOOL'> = onnx.TensorProto.DataType
export const DataLocation: Numbers<'EXTERNAL'> = onnx.TensorProto.DataLocation
