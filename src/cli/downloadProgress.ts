import type { PullProgress } from '../node/weights/pullWeights.js'
import { bar, downloaded, showsBars } from './figures.js'
import { statusLine } from './statusLine.js'
import { remark } from './terminal.js'

/** Shows a download: a bar on a terminal, one line a layer elsewhere. */
export function openDownloadProgress(): { report(progress: PullProgress): void; close(): void } {
  if (showsBars()) {
    const status = statusLine()
    return {
      report(progress) {
        if (progress.kind !== 'bytes') return
        const { layer, doneBytes, totalBytes } = progress
        status(`${bar(doneBytes / totalBytes)} ${layer}  ${downloaded(doneBytes, totalBytes)}`)
      },
      close: () => status.clear(),
    }
  }
  let shown = ''
  return {
    report(progress) {
      if (progress.kind !== 'bytes' || progress.layer === shown) return
      shown = progress.layer
      remark(`${shown}  ${downloaded(progress.doneBytes, progress.totalBytes)}`)
    },
    close: () => {},
  }
}
