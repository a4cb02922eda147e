/** An event that a job told, as its readers get it. */
export interface LoggedEvent {
  /** Tells where to go on reading. */
  readonly id: string
  readonly event: string
  readonly data: unknown
}

/** A silent job is heard of so often, in milliseconds. */
export const HEARTBEAT_MS = 15_000
