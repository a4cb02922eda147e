/// <reference lib="dom" />

/**
 * Lets a worker take the messages that came while it computed: an evaluation that ends without having waited for anything gives
 * them no turn.
 */
export function nextMessage(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
