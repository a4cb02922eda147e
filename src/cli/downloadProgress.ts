import { createLogUpdate } from 'log-update'
import type { PullProgress } from '../weights/pullWeights.js'
import { bar, megabytes } from './figures.js'

/** Shows a download: a bar on a terminal, one line a layer elsewhere. */
export function openDownloadProgress(): { report(progress: PullProgress): void; close(): void } {
  if (process.stderr.isTTY && process.stderr.columns > 0) {
    const status = createLogUpdate(process.stderr)
    return {
      report(progress) {
        if (progress.kind !== 'bytes') return
        const { layer, doneBytes, totalBytes } = progress
        status(`${bar(doneBytes / totalBytes)} ${layer}  ${megabytes(doneBytes)} of ${megabytes(totalBytes)}`)
      },
      close: () => status.clear(),
    }
  }
  let shown = ''
  return {
    report(progress) {
      if (progress.kind !== 'bytes' || progress.layer === shown) return
      shown = progress.layer
      process.stderr.write(`${shown}  ${megabytes(progress.doneBytes)} of ${megabytes(progress.totalBytes)}\n`)
    },
    close: () => {},
  }
}
