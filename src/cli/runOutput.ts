/** Where the pictures of one run go. */
export interface RunOutput {
  /** What the output is called before anything is written, for people. */
  readonly name: string
  /** Writes the run's picture and returns its path. Throws NstOnnxError; the picture is somewhere else then, if at all possible. */
  write(bytes: Uint8Array): Promise<string>
  /** Throws NstOnnxError `failed`. */
  writeSnapshot(iteration: number, bytes: Uint8Array): Promise<void>
}

/** What a run writes besides its picture. */
export interface Snapshots {
  readonly every: number
  /** The run's length. */
  readonly iterations: number
}
