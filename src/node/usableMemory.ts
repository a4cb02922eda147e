import { readFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'

/**
 * Bytes that this process could have in all for its runs, what they hold already included; memory that the process has for other things
 * is not theirs. On Linux that is what the kernel could give without killing anyone: free memory, page cache, and swap, and no more
 * than the process's control group may have. Other systems make room by moving memory to disk as they see fit, so that only what
 * they have in all is a limit.
 *
 * @param held bytes that runs hold at most
 */
export function usableMemory(held: number, root = '/', all = process.memoryUsage.rss()): number {
  const own = Math.min(held, all)
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY
  return Math.min(available(root, own) ?? totalmem(), limit - (all - own))
}

function available(root: string, own: number): number | undefined {
  try {
    const text = readFileSync(join(root, 'proc', 'meminfo'), 'utf8')
    const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1])
    const bytes = 1024 * (kilobytes('MemAvailable') + kilobytes('SwapFree')) + own
    return Number.isNaN(bytes) ? undefined : bytes
  } catch {
    return undefined
  }
}
