import type { readCheckpoint } from '../checkpoints/checkpointFile.js'
import type { Convolutions } from '../graphs/convolutions.js'
import type { Vgg19Layer } from '../graphs/vgg19.js'
import type { EncodeOptions } from '../images/encodeOptions.js'
import type { Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import type { NamedInput } from '../recipes/namedInput.js'
import type { WeightsSource } from '../requests/inputs.js'
import type { ChosenDevice, Device } from '../runtime/devices.js'
import type { StartSessionHost } from '../runtime/sessionHost.js'
import type { NetworkTensors, NetworkWeights } from '../weights/layerWeights.js'

/** An input whose bytes are at hand and whose size, upright, is known; decoding it takes longer than that. */
export interface OpenedPicture extends NamedInput, Size {
  /** Decodes it to a size; whole by default. Throws NstOnnxError `input`, or the signal's reason. */
  decode(options?: { readonly size?: Size; readonly signal?: AbortSignal | undefined }): Promise<Picture>
  /** The most that decoding it to a size takes besides the result; absent where that is not known. */
  decodingBytes?(size: Size): number
}

/** What a run asks for when it needs VGG-19. */
export interface WeightsRequest {
  readonly from: Exclude<WeightsSource, 'fitted'>
  readonly layers: readonly Vgg19Layer[]
  readonly signal?: AbortSignal | undefined
  readonly onProgress: (receivedBytes: number, totalBytes: number) => void
}

/** What is known of an engine's runs ahead. */
export interface EngineManner {
  /** Whether nothing need be kept for a second run. */
  readonly isForOneRun?: boolean | undefined
  /** Whether the process has no other engine. */
  readonly isAlone?: boolean | undefined
}

/** What Node and the browser do differently. A run knows nothing else of where it is. */
export interface Platform<Input> extends EngineManner {
  /**
   * What a run will use, with as many threads as are asked for, or else all there are. Throws NstOnnxError `device` where the
   * device asked for is not there.
   */
  chooseDevice(asked: Device | 'auto', threads: number | undefined): Promise<ChosenDevice>
  /** How the CPU is faster with convolutions of many channels; absent where they gain by tiles on every machine. */
  fasterConvolutions?(threads: number): Promise<Convolutions>
  /** Bytes that the process could have in all for this run, if others had none; undefined where that cannot be known. */
  usableMemory?(): number | undefined
  /** Resolves when the process may take so many bytes in all, beside what other runs take. Rejects with the signal's reason. */
  takeMemory?(bytes: number, signal: AbortSignal | undefined): Promise<void>
  /** ONNX Runtime's package and version. */
  readonly runtime: string
  readonly startSessionHost: StartSessionHost
  /** Throws NstOnnxError `input`, or the signal's reason where it is on the way from another machine. */
  openPicture(input: Input, signal?: AbortSignal): Promise<OpenedPicture>
  /** Throws NstOnnxError `weights`; its reason tells whether fitted features may stand in. */
  loadWeights(request: WeightsRequest): Promise<NetworkWeights>
  hashOf(network: NetworkTensors): Promise<string>
  /** Makes a picture file. Throws NstOnnxError `failed`. */
  encodePicture(picture: Picture, options: EncodeOptions): Promise<Uint8Array<ArrayBuffer>>
  /** Reads a checkpoint's file: see `readCheckpoint`. Absent where there are no files. Throws NstOnnxError `input`. */
  readCheckpointFile?(path: string): ReturnType<typeof readCheckpoint>
  /** The committed graph of the preset `cmu`, models/vgg19_losses_grad.onnx; without it, it is compiled like any other. */
  exportedGraph?(): Promise<Uint8Array>
}
