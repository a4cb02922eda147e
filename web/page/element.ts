type Value = string | number | boolean | undefined

/** An element with attributes and children. An attribute that is false or undefined is left out; true is an empty one. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(name, value === true ? '' : String(value))
  }
  made.append(...children)
  return made
}

/** An element of index.html. Throws where it is missing: the page and its script belong together. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`index.html has no #${id}`)
  return found
}

/**
 * Scrolls as little as it takes until an element is in view; at once for who asked for less motion. Where most of it is in view
 * nothing moves under the pointer.
 */
export function scrollToSee(target: Element | string): void {
  const found = typeof target === 'string' ? document.querySelector(target) : target
  if (!found || isMostlyInView(found)) return
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  found.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' })
}

/** Whether half of an element or more is in the window, or half of the window is filled by it. */
export function isMostlyInView(target: Element): boolean {
  const { top, bottom, height } = target.getBoundingClientRect()
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0)
  return seen >= Math.min(height, innerHeight) / 2
}

/** Sets text only where it differs, so that nothing is announced or laid out for nothing. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text
}

/** Hides or shows an element. Where it has the focus, `next` gets it: a hidden element would take it along. */
export function setHidden(target: HTMLElement, hidden: boolean, next?: HTMLElement): void {
  const hadFocus = target.contains(document.activeElement)
  target.hidden = hidden
  if (hidden && hadFocus) next?.focus()
}

/** A button that can always be reached by keyboard: where it cannot be used it says so, and a note beside it says why. */
export function setUsable(button: HTMLButtonElement, usable: boolean): void {
  if (usable) button.removeAttribute('aria-disabled')
  else button.setAttribute('aria-disabled', 'true')
}

export const isUsable = (button: HTMLButtonElement): boolean => button.getAttribute('aria-disabled') !== 'true'
