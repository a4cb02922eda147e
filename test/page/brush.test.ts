import { expect, test } from 'vitest'
import { Brushwork } from '../../web/regions/brushwork.js'
import { type Mark, type Marks, marksIn } from '../../web/regions/marks.js'

const PHOTO = { width: 64, height: 48 }

/** A spot of each, apart from each other. */
function spots(...marks: readonly Mark[]): Marks {
  const work = new Brushwork(PHOTO)
  for (const [i, mark] of marks.entries()) work.put(mark, 0.1 + 0.2 * i, 0.3, 0.05)
  return work.marks
}

/** Which marks there are, from left to right. */
const row = ({ width, values }: Marks) =>
  [0.1, 0.3, 0.5, 0.7].map(x => values[Math.round(0.3 * width) * width + Math.round(x * width)])

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
