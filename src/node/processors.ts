import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/**
 * Processors that this process may use: those of its affinity, and on Linux no more than the quota of its control group, or of one
 * around it, rounded up.
 */
export function processors(root = '/', ofAffinity = availableParallelism()): number {
  return Math.max(1, Math.min(ofAffinity, Math.ceil(quota(root))))
}

/** The number of threads that a run gets which asks for so many, or for all there are. */
export function cappedThreads(asked?: number): number {
  const all = processors()
  return Math.min(asked ?? all, all)
}

/** How many processors the process's groups may use; infinite where nothing limits them. */
function quota(root: string): number {
  const lines = read(root, 'proc/self/cgroup').split('\n')
  const quotas = lines.flatMap(line => {
    const [, controllers = '', path = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    if (controllers === '') return upwards(path).map(group => versionTwo(read(root, 'sys/fs/cgroup', group, 'cpu.max')))
    if (!controllers.split(',').includes('cpu')) return []
    return upwards(path).map(group => {
      const value = (name: string) => Number(read(root, 'sys/fs/cgroup/cpu', group, `cpu.cfs_${name}_us`))
      return ratio(value('quota'), value('period'))
    })
  })
  return Math.min(Number.POSITIVE_INFINITY, ...quotas)
}

/** `/a/b`, `/a` and `/`: what holds for a group holds for those inside it. In a container only the last may be there. */
function upwards(path: string): string[] {
  const names = path.split('/').filter(name => name !== '')
  return Array.from({ length: names.length + 1 }, (_, dropped) => names.slice(0, names.length - dropped).join('/'))
}

/** `200000 100000`, in microseconds of each period, or `max 100000`. */
function versionTwo(text: string): number {
  const [limit, period] = text.trim().split(' ').map(Number)
  return ratio(limit, period)
}

const ratio = (limit = 0, period = 0): number => (limit > 0 && period > 0 ? limit / period : Number.POSITIVE_INFINITY)

function read(...path: readonly string[]): string {
  try {
    return readFileSync(join(...path), 'utf8')
  } catch {
    return ''
  }
}
