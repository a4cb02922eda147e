/**
 * Something that is drawn often, as a function to call whenever there is something new: it is drawn in an animation frame, at
 * most once in `pause` milliseconds, never twice at a time, and the latest is always drawn in the end. A hidden page has no
 * frames, so nothing is drawn for nobody.
 */
export function everyFrame(draw: () => Promise<void> | void, pause: number): () => void {
  let state: 'idle' | 'waiting' | 'again' = 'idle'
  const ask = () => {
    if (state !== 'idle') {
      state = 'again'
      return
    }
    state = 'waiting'
    requestAnimationFrame(async () => {
      state = 'waiting'
      await draw()
      setTimeout(() => {
        const missed = state === 'again'
        state = 'idle'
        if (missed) ask()
      }, pause)
    })
  }
  return ask
}
