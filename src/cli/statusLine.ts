import type { createLogUpdate } from 'log-update'

/** A line at the bottom of the terminal that is written over. */
export interface StatusLine {
  (text: string): void
  /** Takes it away, for what is to stay on the screen. */
  clear(): void
}

/**
 * A status line on stderr. What draws it takes 40 ms to load, for which no run is to wait: it is loaded when it is first called, and shows
 * the latest text then.
 */
export function statusLine(): StatusLine {
  let draw: ReturnType<typeof createLogUpdate> | undefined
  let isLoading = false
  let latest: string | undefined
  const load = async () => {
    draw = (await import('log-update')).createLogUpdate(process.stderr)
    if (latest !== undefined) draw(latest)
  }
  const tell = (text: string | undefined) => {
    latest = text
    if (!isLoading) load().catch(() => {}) // where the line cannot be drawn, all else goes on
    isLoading = true
    if (text === undefined) draw?.clear()
    else draw?.(text)
  }
  return Object.assign((text: string) => tell(text), { clear: () => tell(undefined) })
}
