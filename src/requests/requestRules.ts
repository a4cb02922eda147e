import type { Limits } from './limits.js'

/** What requests may ask of this machine. */
export interface RequestRules {
  /**
   * Whether pictures at `http:` and `https:` addresses are fetched, of 64 MB and within two minutes at most, from wherever this
   * machine can reach. Without it they are refused.
   */
  readonly urls?: boolean | undefined
  /**
   * Whether paths are read, of pictures and of weights: `false` for services that pass on what strangers send, who could read the
   * server's files otherwise. True by default.
   */
  readonly files?: boolean | undefined
  /** What runs may ask for at most, for those who serve strangers. */
  readonly limits?: Limits | undefined
}
