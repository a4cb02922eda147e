/**
 * A picture as the program's parts pass it on: float32, planar RGB, values in [0, 1].
 * `pixels` has shape [3, height, width]; that is NCHW with N = 1.
 */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Float32Array<ArrayBuffer>
  /** Coverage, shape [height, width], values in [0, 1]. Absent where the picture is opaque. */
  readonly alpha?: Float32Array<ArrayBuffer>
}
