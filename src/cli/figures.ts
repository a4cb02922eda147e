// How the command line writes figures.

const BAR_WIDTH = 24

/** A share from 0 to 1 as a bar. */
export function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * BAR_WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`
}

export const short = (value: number): string => value.toPrecision(4)

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

export function clock(seconds: number): string {
  const whole = Math.ceil(seconds)
  return whole < 90 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
