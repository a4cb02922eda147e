import { readlinkSync } from 'node:fs'

/**
 * Tells where the numbers of processes count: containers number theirs for themselves. Undefined where the system does not say.
 */
export function numbering(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return undefined
  }
}

/** Whether any process of this number runs here. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
