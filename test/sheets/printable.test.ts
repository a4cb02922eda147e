import { expect, test } from 'vitest'
import { printable } from '../../src/sheets/printable.js'

const ascii = (character: string) => character >= ' ' && character <= '~' && character !== '`'
const latin1 = (character: string) => ascii(character) || (character > '\u00a0' && character <= 'ÿ')

test.each([
  ['what the typeface has stays', 'Brücke × 2', 'Brücke × 2'],
  ['an accent that was written apart is put together', 'Bru\u0308cke', 'Brücke'],
  ['an accent that it lacks is dropped', 'Dvořák, Győr', 'Dvorák, Gyor'],
  ['letters and digits of other shapes become plain', 'ﬁne Ａ x²³ … №', 'fine A x²³ ... No'],
  ['punctuation becomes plain', '“a”—‘b’ → `c` − 1', "\"a\"-'b' -> 'c' - 1"],
  ['what has no likeness becomes one question mark', '日本 👩‍👩‍👧 Привет', '?? ? ??????'],
  ['all white space is one space, none at the ends', ' a\t\r\n b\u00a0c \u2003', 'a b c'],
  ['what has no shape is left out', 'a\u0000b\u200bc\u00add \u202e e \u0007', 'abcd e'],
  ['half a surrogate pair is printed too', 'a\ud83d', 'a?'],
  ['nothing stays nothing', '', ''],
])('%s', (_, text, printed) => {
  expect(printable(text, latin1)).toBe(printed)
})

test('a typeface without accents prints the letters bare', () => {
  expect(printable('Brücke, Ångström, ß', ascii)).toBe('Brucke, Angstrom, ?')
})
