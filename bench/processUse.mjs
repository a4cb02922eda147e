// What a process has used, as Linux tells it; undefined on other systems. The operating system is asked, not the process
// itself, so that every contestant is measured alike, whatever it is written in.
import { readFileSync } from 'node:fs'

/** Most memory that the process has held at one time, in megabytes. */
export function peakMegabytes(pid) {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`)) ?? []
  return kilobytes && Number(kilobytes) * 1.024e-3
}

/** Linux counts in hundredths of a second on every architecture. */
const TICKS_PER_SECOND = 100

/** Processor time of all threads, in seconds. */
export function processorSeconds(pid) {
  // The program's name, in parentheses, may hold spaces; user and system time are the 12th and 13th fields behind it.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ')
  return fields.length > 12 ? (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND : undefined
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
