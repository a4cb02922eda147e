/** `String.fromCharCode` takes so many arguments everywhere; a multiple of 3, so that the parts join without padding. */
const PART = 24_576

/** A PNG file as an address that holds it: `data:image/png;base64,…`. */
export function pngUri(png: Uint8Array): string {
  let base64 = ''
  for (let i = 0; i < png.length; i += PART) base64 += btoa(String.fromCharCode(...png.subarray(i, i + PART)))
  return `data:image/png;base64,${base64}`
}
