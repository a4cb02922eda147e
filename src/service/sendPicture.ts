import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PreviewOptions } from '../engine/messages.js'
import { NstOnnxError } from '../errors.js'
import { parseOption } from '../options/checkOptions.js'
import { acceptedFormat, mediaType } from './acceptedFormat.js'
import type { BlobStore } from './blobStore.js'
import { byteRange } from './byteRange.js'
import type { JobRecord } from './jobRecord.js'
import type { ResultFiles } from './resultFile.js'

/** Sends a job's picture, or a part of it, in the format that the client likes best. Throws what there is instead of a picture. */
export async function sendResult(
  request: FastifyRequest,
  reply: FastifyReply,
  record: JobRecord,
  blobs: BlobStore,
  results: ResultFiles,
): Promise<FastifyReply> {
  if (!record.picture) throw withoutPicture(record)
  const format = acceptedFormat(request.headers.accept)
  const { blob, bytes, etag } = await results.of(record.folder, record.picture, format)
  reply.headers({
    etag,
    vary: 'accept',
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=0, must-revalidate',
    'content-type': mediaType(format),
  })
  const known = request.headers['if-none-match']?.split(',').map(tag => tag.trim().replace(/^W\//, ''))
  if (known?.includes(etag) || known?.includes('*')) return reply.code(304).send()
  const ifRange = request.headers['if-range']
  const isWhole = request.method !== 'GET' || (ifRange !== undefined && ifRange !== etag)
  let range: ReturnType<typeof byteRange>
  try {
    range = isWhole ? undefined : byteRange(request.headers.range, bytes)
  } catch (error) {
    reply.header('content-range', `bytes */${bytes}`)
    throw error
  }
  const { start, end } = range ?? { start: 0, end: bytes - 1 }
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`)
  reply.header('content-length', end - start + 1)
  return reply.send(blobs.stream(record.folder, blob, start, end))
}

/** Sends the picture so far, or the last one of a job that has ended. Throws NstOnnxError `job-unfinished` while there is none. */
export async function sendPreview(
  request: FastifyRequest,
  reply: FastifyReply,
  record: JobRecord,
  size: string | undefined,
  preview: (options: PreviewOptions) => Promise<Uint8Array | undefined>,
): Promise<FastifyReply> {
  const format = acceptedFormat(request.headers.accept)
  const longSide = size === undefined ? undefined : Number(parseOption('size', size))
  const bytes = await preview({ format, size: longSide })
  if (!bytes) throw withoutPicture(record)
  return reply.headers({ 'content-type': mediaType(format), 'cache-control': 'no-store', vary: 'accept' }).send(bytes)
}

/** Why a job has no picture. */
function withoutPicture({ id, state, error }: JobRecord): NstOnnxError {
  if (error) return NstOnnxError.from(error)
  if (state === 'cancelled') return new NstOnnxError('job-cancelled', { name: id })
  return new NstOnnxError('job-unfinished', { name: id, state })
}
