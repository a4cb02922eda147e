/** Resolves once a picture is to be seen, or cannot be loaded. What is fetched after it takes nothing of its bandwidth. */
export async function isSeen(picture: HTMLImageElement): Promise<void> {
  await picture.decode().catch(() => {})
  // A hidden page has no frames.
  if (document.visibilityState === 'hidden') return
  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
}
