import { type Colour, isOneColour } from './maskColours.js'

/** What people call the colours that masks are drawn in. */
const NAMED: Readonly<Record<string, Colour>> = {
  black: [0, 0, 0],
  white: [1, 1, 1],
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  yellow: [1, 1, 0],
  cyan: [0, 1, 1],
  magenta: [1, 0, 1],
  grey: [0.5, 0.5, 0.5],
  gray: [0.5, 0.5, 0.5],
}

/** The names that `parseColour` knows. */
export const COLOUR_NAMES: readonly string[] = Object.keys(NAMED)

/** A colour written as a name, `#rgb` or `#rrggbb`; undefined for anything else. */
export function parseColour(text: string): Colour | undefined {
  const word = text.trim().toLowerCase()
  if (Object.hasOwn(NAMED, word)) return NAMED[word]
  const [, short, long] = /^#?(?:([0-9a-f]{3})|([0-9a-f]{6}))$/.exec(word) ?? []
  const digits = long ?? short?.replaceAll(/./g, '$&$&')
  if (digits === undefined) return undefined
  const channel = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16) / 255
  return [channel(0), channel(2), channel(4)]
}

/** A colour as `#rrggbb`. */
export function hexOf(colour: Colour): string {
  return `#${colour
    .map(value =>
      Math.round(255 * value)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

/** What a colour is called in messages: by its name where it is as good as that, or else `#rrggbb`. Both can be given back. */
export function colourText(colour: Colour): string {
  const named = Object.entries(NAMED).find(([, known]) => isOneColour(known, colour))
  return named?.[0] ?? hexOf(colour)
}
