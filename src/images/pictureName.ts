/** What pictures are called that have no name of their own. */
export const NAMELESS = 'picture'

/**
 * The name of a picture without the folders that it lies in, which are nobody's business: the last part of a path, of Windows as
 * well, or of an address, whose query is left out.
 */
export function pictureName(source: string): string {
  if (/^data:/i.test(source)) return NAMELESS
  const path =
    /^[a-z][a-z\d+.-]+:\/\//i.test(source) && URL.canParse(source) ? decoded(new URL(source).pathname) : source
  return path.split(/[\\/]/).findLast(part => part !== '') ?? NAMELESS
}

/** Percent signs that stand for nothing stay, and those that stand for what no name should hold. */
function decoded(path: string): string {
  try {
    const text = decodeURIComponent(path)
    return /\p{C}/u.test(text) ? path : text
  } catch {
    return path
  }
}
