/** `String.fromCharCode` takes so many arguments everywhere; a multiple of 3, so that the parts join without padding. */
const PART = 24_576

/** What a PNG file begins with. */
const PNG = 0x89

/** The name of a WebP or PNG file's format. */
export const formatOf = ([first]: Uint8Array): 'png' | 'webp' => (first === PNG ? 'png' : 'webp')

/** A picture's file as an address that holds it: `data:image/webp;base64,…`. */
export function pictureUri(file: Uint8Array): string {
  let base64 = ''
  for (let i = 0; i < file.length; i += PART) base64 += btoa(String.fromCharCode(...file.subarray(i, i + PART)))
  return `data:image/${formatOf(file)};base64,${base64}`
}
