import { NstOnnxError } from '../errors.js'
import { type MemoryQuestion, memoryNeed, PROCESS_BYTES } from './memoryNeed.js'
import type { Platform } from './platform.js'
import { requireMemory } from './requireMemory.js'

/** What reading a run's pictures takes, as their headers tell before any is decoded. */
export interface Reading {
  /** At the sizes that the run uses, and of the picture whose decoding takes most, that too. */
  readonly bytes: number
  /** What that picture is called. */
  readonly name: string
}

/**
 * Refuses a run that needs more memory than there is, and waits until what it needs can be had beside other runs.
 *
 * @param needOf what the process is to take after reading
 * @returns the most that the process of the run takes, in bytes
 * @throws NstOnnxError `usage`, and `input` where a picture cannot be read; or the signal's reason
 */
export async function admitRun(
  question: MemoryQuestion,
  { bytes, name }: Reading,
  { usableMemory, takeMemory }: Pick<Platform<never>, 'usableMemory' | 'takeMemory'>,
  needOf: (question: MemoryQuestion) => number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const usable = usableMemory?.()
  requireMemory(question, usable)
  const reading = PROCESS_BYTES + bytes
  if (usable !== undefined && reading > usable)
    throw new NstOnnxError('picture-decoding-too-large', { name, need: megabytes(reading), most: megabytes(usable) })
  await takeMemory?.(Math.max(needOf(question), reading), signal)
  return Math.max(memoryNeed(question), reading)
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
