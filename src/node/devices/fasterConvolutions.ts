import { readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { CONVOLUTIONS, type Convolutions } from '../../graphs/convolutions.js'
import type { Runtime } from '../../runtime/openSessions.js'
import { RUNTIME_VERSION } from '../engine/nativeRuntime.js'
import { defaultCacheFolder } from '../weights/shardCache.js'
import { writeAtomically } from '../weights/writeAtomically.js'
import { tryConvolutions } from './tryConvolutions.js'

/** What a trial found, by what it depends on. */
type Findings = Readonly<Record<string, Convolutions>>

/** What was found, by threads: it holds for all runs of a process. */
const known = new Map<number, Promise<Convolutions>>()

/**
 * How this machine's CPU is faster with convolutions of many channels. It is tried once, and what was found is kept in the cache folder: a trial
 * beside other work may come out otherwise, and the same command is to give the same picture.
 */
export function fasterConvolutions(runtime: Runtime, threads: number): Promise<Convolutions> {
  const found = known.get(threads) ?? keptOrTried(runtime, threads)
  known.set(threads, found)
  return found
}

async function keptOrTried(runtime: Runtime, threads: number): Promise<Convolutions> {
  const file = join(dirname(defaultCacheFolder()), 'convolutions.json')
  const machine = `${cpus()[0]?.model ?? process.arch}, ${threads} threads, ONNX Runtime ${RUNTIME_VERSION}`
  const kept = await findingsIn(file)
  const before = kept[machine]
  if (before) return before
  const found = await tryConvolutions(runtime, threads)
  const text = `${JSON.stringify({ ...kept, [machine]: found }, undefined, 2)}\n`
  // Where nothing can be written, the next process tries again.
  await writeAtomically(file, new TextEncoder().encode(text), '').catch(() => {})
  return found
}

/** Nothing where there is no such file, or one of another kind. */
async function findingsIn(file: string): Promise<Findings> {
  try {
    const entries = Object.entries(JSON.parse(await readFile(file, 'utf8')))
    return Object.fromEntries(entries.filter(([, value]) => CONVOLUTIONS.some(one => one === value))) as Findings // just checked
  } catch {
    return {}
  }
}
