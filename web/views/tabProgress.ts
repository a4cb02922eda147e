import { isRunning } from '../state/pageState.js'
import { shareDone, titleText } from '../state/runText.js'
import type { Store } from '../state/store.js'

/** Shows in the page's tab how far a run is: in its title and its icon. */
export function tabProgress(store: Store): void {
  store.watch(
    ({ run }) => titleText(run),
    title => {
      document.title = title
    },
  )
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  const own = icon?.href ?? ''
  store.watch(
    ({ run }) => (isRunning(run) ? Math.floor(20 * (shareDone(run) ?? 0)) : undefined),
    twentieths => {
      if (icon) icon.href = twentieths === undefined ? own : ring(twentieths / 20)
    },
  )
}

const LENGTH = 2 * Math.PI * 12

/** A ring, so much of it drawn, as an address. */
function ring(share: number): string {
  const circle = (colour: string, dash: string) =>
    `<circle cx="16" cy="16" r="12" fill="none" stroke="${colour}" stroke-width="6" ${dash} transform="rotate(-90 16 16)"/>`
  const drawn = `stroke-dasharray="${(share * LENGTH).toFixed(1)} ${LENGTH.toFixed(1)}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${circle('#a9b4c0', '')}${circle('#1f78d1', drawn)}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
