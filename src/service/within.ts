/** Whether it came to pass before the time was over; also true where nobody waits any more. */
export function within(promise: Promise<unknown>, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise(resolve => {
    const end = (isDone: boolean) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      resolve(isDone)
    }
    const onAbort = () => end(true)
    const timer = setTimeout(() => end(false), milliseconds)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(() => end(true))
  })
}
