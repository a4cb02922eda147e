/// <reference lib="dom" />

/** An address as the page means it; in a worker of the page's own, as that worker does. Throws TypeError for what is none. */
export function absoluteUrl(address: string | URL): URL {
  return new URL(address, typeof document === 'undefined' ? location.href : document.baseURI)
}
