/** Pixels between a sticky element and the edges of the window. */
const MARGIN = 16

/**
 * Lets a sticky element that is higher than the window scroll with the page, until its foot is in view on the way down, or its
 * head on the way up, for who is at it. Who is at what stands beside it has its head in view. It never moves without being
 * scrolled: also where it grows, what is under the pointer stays there.
 */
export function keepInView(sticky: HTMLElement): void {
  let top = MARGIN
  let before = scrollY
  addEventListener(
    'scroll',
    () => {
      const moved = scrollY - before
      before = scrollY
      const lowest = Math.min(MARGIN, innerHeight - sticky.offsetHeight - MARGIN)
      if (!isAt(sticky)) top = Math.min(top + Math.abs(moved), MARGIN)
      // One that has become lower stays where it is until it is scrolled back.
      else top = moved > 0 ? Math.max(top - moved, Math.min(top, lowest)) : Math.min(top - moved, MARGIN)
      sticky.style.setProperty('--top', `${top}px`)
    },
    { passive: true },
  )
}

/** Whether the pointer is on an element, or, where it is on nothing beside it, the focus. */
function isAt(target: HTMLElement): boolean {
  if (target.matches(':hover')) return true
  return target.contains(document.activeElement) && !target.parentElement?.matches(':hover')
}
