/** What a worker is asked for: to count for a while. */
export interface SpinRequest {
  readonly milliseconds: number
}

/** How far it got. */
export interface SpinAnswer {
  readonly turns: number
}

self.onmessage = ({ data }: MessageEvent<SpinRequest>) => {
  const end = performance.now() + data.milliseconds
  let [turns, value] = [0, 1]
  while (performance.now() < end) {
    for (let i = 0; i < 10_000; i++) value = Math.sqrt(value + i)
    turns++
  }
  self.postMessage({ turns: value > 0 ? turns : 0 } satisfies SpinAnswer)
}
