import { NstOnnxError } from '../errors.js'
import { OUTPUT_FORMATS, type OutputFormat } from '../images/outputFormat.js'

/** The media type of a format. */
export const mediaType = (format: OutputFormat): string => `image/${format}`

interface Range {
  readonly type: string
  readonly quality: number
}

/** Returns the format that a client likes best, by its `Accept`: PNG where it likes all alike. Throws NstOnnxError `type-unacceptable`. */
export function acceptedFormat(accept = '*/*'): OutputFormat {
  const ranges = accept.split(',').map(rangeFrom)
  const liked = OUTPUT_FORMATS.map(format => ({ format, quality: qualityOf(mediaType(format), ranges) }))
  const best = liked.reduce((best, next) => (next.quality > best.quality ? next : best))
  if (best.quality > 0) return best.format
  throw new NstOnnxError('type-unacceptable', {
    value: accept.slice(0, 200),
    types: OUTPUT_FORMATS.map(mediaType).join(', '),
  })
}

function rangeFrom(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase())
  const quality = parameters.find(parameter => parameter.startsWith('q='))?.slice(2)
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 }
}

/** The range that says most about a type counts. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  for (const said of [type, 'image/*', '*/*']) {
    const range = ranges.find(range => range.type === said)
    if (range) return range.quality
  }
  return 0
}
