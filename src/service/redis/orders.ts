import type { PreviewOptions } from '../../engine/messages.js'

/** What a service asks of whichever worker has a job. */
export type Order =
  | { readonly kind: 'cancel'; readonly key: string }
  /** Writes a file of the picture so far to the job's folder, if there is one, and says under that name that it has been done. */
  | { readonly kind: 'preview'; readonly key: string; readonly blob: string; readonly options: PreviewOptions }
