import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { NstOnnxError } from '../../errors.js'
import { damaged, type PictureHeader } from '../../images/inspectPicture.js'
import { readOrientation } from '../../images/orientation.js'
import { pictureFromRgba } from '../../images/rgba.js'
import { packageFile } from '../packageFile.js'
import type { Decoder } from './decoder.js'
import { requireDecodingMemory } from './decodingBytes.js'
import type { JimpAnswer, JimpRequest } from './jimpDecoder.js'

/**
 * Names the package in recipes. A constant, since the package itself is loaded in the other process only; a test holds it against
 * package.json.
 */
export const JIMP = 'jimp 1.6.1'

/** The longest wait: a picture of the largest size is done by then on a busy machine. */
const MILLISECONDS = 20_000
/** jimp's decoders hold a picture as RGBA and copy it on its way. */
const BYTES_A_PIXEL = 12

/**
 * Lets jimp decode a picture whose header has been read: in a process of its own, which damaged files can hang or bring down, and
 * whose output goes nowhere. Throws NstOnnxError `input`.
 */
export function openWithJimp(bytes: Uint8Array, header: PictureHeader, name: string): Decoder {
  const { width, height, format } = header
  requireDecodingMemory(name, BYTES_A_PIXEL * width * height)
  const orientation = readOrientation(bytes, format)
  const isTurned = orientation > 4
  return {
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    decoder: JIMP,
    // In a process of its own, and again here.
    decodingBytes: () => (BYTES_A_PIXEL + 2 * 4 * 4) * width * height,
    async decode({ signal }) {
      const answer = await askProcess({ bytes, format }, signal)
      if ('failure' in answer) throw NstOnnxError.from(answer.failure)
      if ('fault' in answer) throw damaged(name, format, answer.fault.replace(/\s+/g, ' ').trim())
      const { data, ...size } = answer
      if (size.width !== width || size.height !== height || data.length !== 4 * width * height)
        throw damaged(name, format, 'its pixels do not fit its header')
      return pictureFromRgba(data, width, height, orientation)
    },
  }
}

function askProcess(request: JimpRequest, signal: AbortSignal | undefined): Promise<JimpAnswer> {
  const child = fork(fileURLToPath(packageFile('dist/node/pictures/jimpDecoder.js')), {
    execArgv: ['--max-old-space-size=512'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise<JimpAnswer>((resolve, reject) => {
    const stop = () => {
      child.kill('SIGKILL')
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    const timer = setTimeout(() => child.kill('SIGKILL'), MILLISECONDS)
    child.once('message', (answer: JimpAnswer) => resolve(answer))
    child.once('error', reject)
    child.once('close', (code, kill) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      const fault =
        kill === 'SIGKILL' ? `not decoded within ${MILLISECONDS / 1000} s` : `the decoder ended with ${kill ?? code}`
      resolve({ fault })
    })
    child.send(request)
  })
}
