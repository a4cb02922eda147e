/**
 * The text as a typeface that has only some characters can print it, on one line. A character that it lacks is replaced
 * by its letters without their accents ("ő" by "o", "ﬁ" by "fi"), punctuation by its plain form, anything else by "?".
 */
export function printable(text: string, has: (character: string) => boolean): string {
  const print = (cluster: string) => {
    const character = cluster.replace(invisible, '')
    if (character === '') return ''
    const candidates = [character, plain.get(character) ?? withoutAccents(character)]
    return candidates.find(candidate => candidate !== '' && [...candidate].every(has)) ?? '?'
  }
  const clusters = new Intl.Segmenter().segment(text.normalize('NFC').replace(/\s/gu, ' '))
  const printed = Array.from(clusters, ({ segment }) => print(segment)).join('')
  return printed.replace(/ +/g, ' ').trim()
}

/** Controls, and what joins or directs other characters but has no shape. */
const invisible = /[\p{Cc}\p{Cf}]/gu

const withoutAccents = (character: string) => character.normalize('NFKD').replace(/\p{M}/gu, '')

const forms: readonly (readonly [plain: string, characters: string])[] = [
  ['-', '‐‑‒–—―−'],
  ["'", '`‘’‚‛′'],
  ['"', '“”„‟″'],
  ['->', '→'],
]
const plain = new Map(
  forms.flatMap(([form, characters]) => [...characters].map(character => [character, form] as const)),
)
