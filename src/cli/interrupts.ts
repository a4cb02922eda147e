/** The first Ctrl-C aborts the signal, and `onFirst` says what that means; the second quits at once. */
export function listenForInterrupts(onFirst: () => void): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController()
  const signals = ['SIGINT', 'SIGTERM'] as const
  const stop = () => {
    for (const name of signals) process.off(name, onInterrupt)
  }
  const onInterrupt = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      // Not process.exit(): it waits for the running evaluation, and ONNX Runtime then aborts with a complaint.
      stop()
      process.kill(process.pid, signal)
      return
    }
    onFirst()
    controller.abort()
  }
  for (const name of signals) process.on(name, onInterrupt)
  return { signal: controller.signal, stop }
}
