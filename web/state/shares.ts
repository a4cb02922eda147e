/** Where style pictures go. */
export const STYLE_PLACES = ['style', 'secondStyle', 'thirdStyle', 'fourthStyle'] as const
export type StylePlace = (typeof STYLE_PLACES)[number]

/** How much of each style a painting has, in per cent: 100 together, and 0 of a style that is not there. */
export type Shares = Readonly<Record<StylePlace, number>>

export const NO_STYLES: Shares = { style: 0, secondStyle: 0, thirdStyle: 0, fourthStyle: 0 }

/** All that there is before there are several styles. */
export const ONE_STYLE: Shares = { ...NO_STYLES, style: 100 }

/** The shares of some styles alone: in whole per cent of this sum, in their present proportion, or alike where they have none. */
export function sharedOut(shares: Shares, places: readonly StylePlace[], sum = 100): Shares {
  const before = places.reduce((whole, place) => whole + shares[place], 0)
  let [exact, given] = [0, 0]
  const own = places.map(place => {
    exact += sum * (before > 0 ? shares[place] / before : 1 / places.length)
    const share = Math.round(exact) - given
    given += share
    return [place, share] as const
  })
  return { ...NO_STYLES, ...Object.fromEntries(own) }
}

/** Gives one of some styles a share; the others keep their proportion. */
export function withShare(shares: Shares, places: readonly StylePlace[], place: StylePlace, percent: number): Shares {
  const others = places.filter(other => other !== place)
  if (others.length === 0) return { ...NO_STYLES, [place]: 100 }
  return { ...sharedOut(shares, others, 100 - percent), [place]: percent }
}

/** The places whose style pictures are there. */
export function chosenStyles(places: Readonly<Record<StylePlace, { readonly picture?: unknown }>>): StylePlace[] {
  return STYLE_PLACES.filter(place => places[place].picture !== undefined)
}
