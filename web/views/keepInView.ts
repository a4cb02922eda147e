/**
 * Tells the style sheet how high an element is: one that is sticky, and higher than the window, then stops with its foot in
 * view and not with its head.
 */
export function keepInView(sticky: HTMLElement): void {
  new ResizeObserver(() => sticky.style.setProperty('--height', `${sticky.offsetHeight}px`)).observe(sticky)
}
