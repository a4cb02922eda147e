// The process that reads mutated pictures for mutatedPictures.mjs, one a message, and answers how it went.
import { writeFileSync } from 'node:fs'
import { NstOnnxError, readPicture } from '../../dist/index.js'

process.on('message', async ({ path, bytes }) => {
  writeFileSync(path, bytes)
  const started = performance.now()
  const outcome = await readPicture(path).then(
    ({ width, height }) => `${width}×${height}`,
    error => {
      if (!(error instanceof NstOnnxError) || error.kind !== 'input') return `threw ${error?.stack ?? error}`
      return /[\n\r]/.test(error.message) ? `said more than a line: ${error.message}` : 'refused'
    },
  )
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  process.send({ outcome, seconds: (performance.now() - started) / 1000, megabytes })
})
