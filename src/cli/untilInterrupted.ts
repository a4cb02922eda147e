import { listenForInterrupts } from './interrupts.js'
import { remark } from './terminal.js'

/** What goes on until somebody stops it. */
interface Drained {
  drain(): Promise<void>
}

/** Starts what goes on by itself, and drains it at SIGTERM or Ctrl-C. `remark` says what that means. */
export async function untilInterrupted(start: () => Promise<Drained>, saying: string): Promise<void> {
  const interruption = listenForInterrupts(() => remark(saying))
  const { signal } = interruption
  try {
    const started = await start()
    await new Promise<void>(resolve => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    await started.drain()
  } finally {
    interruption.stop()
  }
}
