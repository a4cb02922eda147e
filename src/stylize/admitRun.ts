import { NstOnnxError } from '../errors.js'
import { type MemoryQuestion, memoryNeed, PROCESS_BYTES } from '../memory/memoryNeed.js'
import { requireMemory, type Way } from '../memory/requireMemory.js'
import type { Platform } from './platform.js'

/** What reading a run's pictures takes, as their headers tell before any is decoded. */
export interface Reading {
  /** What the pictures take at the sizes that the run uses, and the decoding of the one that takes most. */
  readonly bytes: number
  /** What that picture is called. */
  readonly name: string
}

/** How a run goes about it. */
export interface Admission extends Way {
  /** The most that the process of the run takes, in bytes. */
  readonly memoryBytes: number
}

/**
 * Chooses how a run is evaluated so that it fits in memory, refuses it where nothing does, and waits until what it needs can be had
 * beside other runs.
 *
 * @param needOf what the process is to take after reading, where that is not the run's need
 * @param memory bytes that the process may take at most, where the user said so
 * @throws NstOnnxError `usage`, and `input` where a picture cannot be read; or the signal's reason
 */
export async function admitRun(
  question: MemoryQuestion,
  { bytes, name }: Reading,
  { usableMemory, takeMemory }: Pick<Platform<never>, 'usableMemory' | 'takeMemory'>,
  needOf: ((question: MemoryQuestion) => number) | undefined,
  memory: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Admission> {
  const usable = least(usableMemory?.(), memory)
  const way = requireMemory(question, usable)
  const chosen = { ...question, ...way }
  const reading = PROCESS_BYTES + bytes
  if (usable !== undefined && reading > usable)
    throw new NstOnnxError('picture-decoding-too-large', { name, need: megabytes(reading), most: megabytes(usable) })
  const need = memoryNeed(chosen)
  await takeMemory?.(Math.max(needOf?.(chosen) ?? need, reading), signal)
  return { ...way, memoryBytes: Math.max(need, reading) }
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
