import { expect, test } from 'vitest'
import { Brushwork } from '../../web/regions/brushwork.js'
import { type Mark, type Marks, marksIn, withoutMarks } from '../../web/regions/marks.js'
import { FIRST_STATE, type PageState } from '../../web/state/pageState.js'
import { reduce } from '../../web/state/reduce.js'

const PHOTO = { width: 64, height: 48 }

/** A spot of each, apart from each other. */
function spots(...marks: readonly Mark[]): Marks {
  const work = new Brushwork(PHOTO)
  for (const [i, mark] of marks.entries()) {
    work.begin()
    work.put(mark, 0.1 + 0.2 * i, 0.3, 0.05)
  }
  return work.marks
}

/** Which marks there are, from left to right. */
const row = ({ width, values }: Marks) =>
  [0.1, 0.3, 0.5, 0.7].map(x => values[Math.round(0.3 * width) * width + Math.round(x * width)])

test('a quick stroke is a line, however few points it tells, and the next one begins elsewhere', () => {
  const work = new Brushwork(PHOTO)
  const stroke = (...places: readonly number[]) => {
    work.begin()
    for (const x of places) work.put('keep', x, 0.3, 0.05)
    work.end()
  }
  stroke(0.1, 0.5)
  stroke(0.7)
  const { values, width } = work.marks
  const across = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
  const at = (x: number) => values[Math.round(0.3 * width) * width + Math.round(x * width)] !== 0
  expect(across.filter(at)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.7])
})

test('the brush takes back its last strokes one by one, a cleared picture too', () => {
  const work = new Brushwork(PHOTO)
  const stroke = (x: number) => {
    work.begin()
    work.put('keep', x, 0.3, 0.05)
    work.end()
  }
  const seen = () => row(work.marks).map(value => value !== 0)
  expect(work.canUndo).toBe(false)
  stroke(0.1)
  stroke(0.3)
  // Over the same place again: there would be nothing to take back.
  stroke(0.3)
  work.clear()
  expect(seen()).toEqual([false, false, false, false])
  work.undo()
  expect(seen()).toEqual([true, true, false, false])
  work.undo()
  expect(seen()).toEqual([true, false, false, false])
  work.undo()
  expect([seen(), work.canUndo]).toEqual([[false, false, false, false], false])
})

test('marks that come from a painting replace the strokes; those of a picture of another shape do not fit', () => {
  const work = new Brushwork(PHOTO)
  work.begin()
  work.put('keep', 0.1, 0.3, 0.05)
  work.end()
  work.replace(spots('style', 'keep'))
  expect([row(work.marks), work.canUndo]).toEqual([row(spots('style', 'keep')), false])
  work.replace(new Brushwork({ width: 48, height: 64 }).marks)
  expect(marksIn(work.marks)).toEqual([])
})

test('when a style goes, those behind it move up with their shares, their marks, and what is being read', () => {
  const picture = (name: string) => ({ name }) as NonNullable<PageState['places']['style']['picture']> // only moved
  const state: PageState = {
    ...FIRST_STATE,
    places: {
      ...FIRST_STATE.places,
      style: { picture: picture('first') },
      secondStyle: { picture: picture('second') },
      thirdStyle: { picture: picture('third') },
      fourthStyle: { opening: { ticket: 7, name: 'fourth' } },
    },
    blend: { style: 30, secondStyle: 40, thirdStyle: 30, fourthStyle: 0 },
  }
  const next = reduce(state, { type: 'styleRemoved', place: 'secondStyle', regions: undefined })
  const names = ({ places }: PageState) =>
    [places.style, places.secondStyle, places.thirdStyle, places.fourthStyle].map(({ picture }) => picture?.name)
  expect(names(next)).toEqual(['first', 'third', undefined, undefined])
  expect(next.blend).toEqual({ style: 50, secondStyle: 50, thirdStyle: 0, fourthStyle: 0 })
  const opened = reduce(next, { type: 'opened', ticket: 7, picture: picture('fourth') })
  expect(names(opened)).toEqual(['first', 'third', 'fourth', undefined])

  const marks = spots('style', 'secondStyle', 'thirdStyle', 'keep')
  expect(row(withoutMarks(marks, 'secondStyle'))).toEqual([
    ...row(spots('style')).slice(0, 1),
    0,
    row(spots('secondStyle'))[0],
    row(spots('keep'))[0],
  ])
})
