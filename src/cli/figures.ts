// How the command line writes figures.

const BAR_WIDTH = 24

/** Whether stderr is a terminal that a bar fits on; some, such as those of recording tools, have no width. */
export const showsBars = (): boolean => process.stderr.isTTY && process.stderr.columns > 0

/** A share from 0 to 1 as a bar. */
export function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * BAR_WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`
}

export const short = (value: number): string => value.toPrecision(4)

/** How far a download has come. */
export const downloaded = (done: number, total: number): string => `${megabytes(done)} of ${megabytes(total)}`

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

export function clock(seconds: number): string {
  const whole = Math.ceil(seconds)
  return whole < 90 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
