import { describe, expect, test } from 'vitest'
import { fitText } from '../../src/sheets/fitText.js'
import { evenType } from './evenType.js'

/** Fits a text into lines of so many characters. */
const linesOf = (text: string, characters: number, lines: number) =>
  fitText(text, { size: 10, width: 5 * characters, lines }, evenType)

describe('fitText', () => {
  test('leaves a text that fits on its line', () => {
    expect(linesOf('ten and ten', 11, 1)).toEqual(['ten and ten'])
    expect(linesOf('ten and ten', 11, 5)).toEqual(['ten and ten'])
  })

  test('breaks between words, into lines of about equal width', () => {
    expect(linesOf('one two three four', 16, 2)).toEqual(['one two', 'three four'])
    expect(linesOf('one two three four', 8, 3)).toEqual(['one two', 'three', 'four'])
  })

  test('breaks a name after its joints, but not a layer or an exponent', () => {
    expect(linesOf('golden_gate.jpg', 12, 2)).toEqual(['golden_', 'gate.jpg'])
    expect(linesOf('path/to-file', 9, 2)).toEqual(['path/', 'to-file'])
    expect(linesOf('conv4_2 yyy', 9, 2)).toEqual(['conv4_2', 'yyy'])
    expect(linesOf('10e-5 xx', 7, 2)).toEqual(['10e-5', 'xx'])
  })

  test('breaks a word anywhere only where no line holds it', () => {
    expect(linesOf('a extraordinary', 14, 2)).toEqual(['a', 'extraordinary'])
    expect(linesOf('abcdefghijkl', 8, 2)).toEqual(['abcdef', 'ghijkl'])
  })

  test('takes the middle out of a text that is too long, and no more of it than needed', () => {
    expect(linesOf('abcdefghijklmnop', 9, 1)).toEqual(['abc...nop'])
    expect(linesOf('abcdefghijklmnop', 10, 1)).toEqual(['abcd...nop'])
    expect(linesOf('content picture of seed 1', 10, 2)).toEqual(['content...', 'f seed 1'])
  })

  test('keeps both ends of a long name apart from those that resemble it', () => {
    const [first, second] = [1, 2].map(seed => linesOf(`tubingen-starry_night-conv4_2-lbfgs-500-seed-${seed}`, 14, 2))
    expect(first!.at(-1)).toMatch(/seed-1$/)
    expect(second!.at(-1)).toMatch(/seed-2$/)
  })

  test.each([1, 2, 3])('never needs more than its space: %i lines', lines => {
    const text = 'Content conv4_2, style conv1_1 to conv5_1, a_very_long_file_name_without_spaces.jpg, seed 1'
    for (let characters = 3; characters <= text.length; characters++) {
      const fitted = linesOf(text, characters, lines)
      expect(fitted.length).toBeLessThanOrEqual(lines)
      for (const line of fitted) {
        expect(line.length).toBeLessThanOrEqual(characters)
        expect(line).toBe(line.trim())
        expect(line).not.toBe('')
      }
    }
  })

  test('has no lines for an empty text, nor in a space without lines', () => {
    expect(linesOf('', 10, 2)).toEqual([])
    expect(linesOf('text', 10, 0)).toEqual([])
  })

  test('fits the text as it will be printed', () => {
    const shouting = { ...evenType, printable: (text: string) => text.toUpperCase() }
    expect(fitText('abc', { size: 10, width: 100, lines: 1 }, shouting)).toEqual(['ABC'])
  })
})
