import { readFile } from 'node:fs/promises'
import { isRunning, numbering } from '../../node/processNumbers.js'

/** Which process has a folder. Its number alone is another's once it has ended, and above all once the machine has started again. */
export interface FolderHolder {
  readonly pid: number
  /** Tells this start of the machine from others; absent where the system does not say. */
  readonly boot?: string | undefined
  /** Where its number counts: containers number their processes for themselves. Absent likewise. */
  readonly numbering?: string | undefined
  /** When the process began, in ticks of the machine; absent likewise. */
  readonly started?: string | undefined
}

/** This process. */
export async function ownHolder(): Promise<FolderHolder> {
  const { pid } = process
  return { pid, boot: await bootId(), numbering: numbering(), started: await startOf(pid) }
}

/** A holder out of the text that was made of it; undefined where that was not written to its end. */
export function holderFrom(text: string): FolderHolder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<FolderHolder> | null // made by `ownHolder`, if it is whole
    const { pid = 0 } = holder ?? {}
    return pid > 0 ? { ...holder, pid } : undefined
  } catch {
    return undefined
  }
}

/** Whether a process is of another container or machine, or of a start of this machine before: its number tells nothing here. */
export async function isElsewhere({ boot, numbering: own }: FolderHolder): Promise<boolean> {
  return (boot !== undefined && boot !== (await bootId())) || (own !== undefined && own !== numbering())
}

/** Whether this very process runs here; where the system tells no more of it, whether any of its number does. */
export async function isAlive({ pid, started }: FolderHolder): Promise<boolean> {
  if (started !== undefined) return started === (await startOf(pid))
  return isRunning(pid)
}

const bootId = async (): Promise<string | undefined> => (await proc('sys/kernel/random/boot_id'))?.trim()

/** When a process began; undefined where it has ended, or the system does not say. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await proc(`${pid}/stat`)
  // The name of the program is in parentheses, and may hold some, and spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  const [state] = fields
  // One that has ended is there until its parent has taken note.
  return state === 'Z' || state === 'X' ? undefined : fields[19]
}

const proc = (path: string): Promise<string | undefined> => readFile(`/proc/${path}`, 'utf8').catch(() => undefined)
