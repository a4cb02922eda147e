import { NstOnnxError } from '../errors.js'
import { lossBytes, type MemoryQuestion, PROCESS_BYTES, type RunNeed, runNeed } from '../memory/memoryNeed.js'
import { generousBytes, requireMemory, type Way } from '../memory/requireMemory.js'
import type { Stage } from '../requests/stages.js'
import { isCpu } from '../runtime/devices.js'
import type { EngineManner, Platform } from './platform.js'

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
  readonly losses: KeptLosses
}

/** What the losses that a run loads take, and may take together. */
export interface KeptLosses extends Pick<RunNeed, 'perPixel'> {
  /** Bytes; 0 where none is kept beside the one in use. */
  readonly most: number
}

/** The share of the memory that a run fills at most for the sake of the next one. */
const SHARE_FOR_KEEPING = 0.75

/**
 * Chooses how a run is evaluated so that it fits in memory, refuses it where nothing does, and waits until what it needs can be had
 * beside other runs.
 *
 * @param stages whose losses are kept for a further run of their shape, where memory is ample
 * @param needOf what the process is to take after reading, where that is not the run's need
 * @param memory bytes that the process may take at most, where the user said so
 * @throws NstOnnxError `usage`, and `input` where a picture cannot be read; or the signal's reason
 */
export async function admitRun(
  question: MemoryQuestion,
  stages: readonly Stage[],
  { bytes, name }: Reading,
  {
    usableMemory,
    takeMemory,
    isForOneRun,
    isAlone,
  }: Pick<Platform<never>, keyof EngineManner | 'usableMemory' | 'takeMemory'>,
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
  const generous = generousBytes(chosen)
  // Counting takes longer than all else here, and nobody asks how much of the memory is left.
  const isUncounted = isAlone && !needOf && way.window === 'whole' && usable !== undefined && generous <= usable
  const { bytes: alone, perPixel } = isUncounted ? { bytes: generous, perPixel: 0 } : runNeed(chosen)
  const taken = stages.filter(({ iterations }) => iterations > 0)
  const loaded = taken.map(stage => lossBytes(perPixel, stage, way.convolutions))
  const all = loaded.reduce((sum, one) => sum + one, 0)
  const beside = all - Math.max(0, ...loaded)
  const isAmple = usable !== undefined && alone + beside <= SHARE_FOR_KEEPING * usable
  // What a GPU's memory holds is not known, and by windows memory is short.
  const keeps = isAmple && !isForOneRun && way.window === 'whole' && isCpu(question.device)
  const need = keeps ? alone + beside : alone
  await takeMemory?.(Math.max(needOf?.(chosen) ?? need, reading), signal)
  return { ...way, memoryBytes: Math.max(need, reading), losses: { perPixel, most: keeps ? all : 0 } }
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
