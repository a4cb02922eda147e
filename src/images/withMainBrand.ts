/** How AVIF files begin: with their main brand, or others that they are compatible with behind it. */
export const AVIF_HEAD = /^....ftyp(avif|avis|(mif1|msf1|miaf).{4}(.{4}){0,12}?avi[fs])/s

/** Where a file has its main brand, after the length and the name of its first box. */
const BRAND_AT = 8

/** An AVIF file under the brand `avif`, all that readers go by: animations and some programs' files have another. Any other file as it is. */
export function withMainBrand(bytes: Uint8Array): Uint8Array {
  const head = String.fromCharCode(...bytes.subarray(0, 80))
  if (!AVIF_HEAD.test(head) || head.startsWith('avif', BRAND_AT)) return bytes
  const copy = Uint8Array.from(bytes)
  copy.set(new TextEncoder().encode('avif'), BRAND_AT)
  return copy
}
