/** All keys begin so, those of BullMQ included. */
export const PREFIX = 'nst-onnx'

const named = (name: string): string => `${PREFIX}:${name}`

/** Where what is kept of jobs as they stand. A job's key is its owner and its id. */
export const KEYS = {
  /** Hashes: all that is known of a job. */
  job: (key: string) => named(`job:${key}`),
  /** Streams: what a job told. */
  events: (key: string) => named(`events:${key}`),
  /** Sorted sets: an owner's ids, in the order in which they came. */
  ids: (owner: string) => named(`ids:${owner}`),
  /** Hashes: sizes of a folder's blobs. */
  sizes: (folder: string) => named(`sizes:${folder}`),
  /** Hashes: what a folder's blobs in Redis are called at present. */
  blobs: (folder: string) => named(`blobs:${folder}`),
  /** Hashes: the chunks of one version of a blob. */
  blob: (folder: string, name: string, version: string) => named(`blob:${folder}:${name}:${version}`),
  /** Keys of jobs that wait: the most urgent first, and then in the order in which they came. */
  waiting: named('waiting'),
  /** Keys of jobs that a worker has taken. */
  running: named('running'),
  /** Keys of jobs that have ended, by the time. */
  ended: named('ended'),
  /** Keys of the jobs that tickets have been used for. */
  claims: named('claims'),
  /** How often the first of those that wait was passed over. */
  passed: named('passed'),
  /** Folders that belong to no job yet, by the time. */
  uploads: named('uploads'),
  /** `used`, `promised` and `limit` of the store, in bytes. */
  ledger: named('ledger'),
  /** Seconds that the last jobs took. */
  pace: named('pace'),
  /** Ids of workers, by the time at which they were last alive. */
  workers: named('workers'),
  features: named('features'),
  secret: named('secret'),
  /** Counts jobs. */
  count: named('count'),
  /** Whoever has this cleans up. */
  cleaning: named('cleaning'),
} as const

/** Channels: keys of jobs that have told something, and what is asked of workers. */
export const CHANNELS = { told: named('told'), orders: named('orders') } as const
