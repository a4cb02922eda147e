import { expect, test } from 'vitest'
import { pictureName } from '../../src/images/pictureName.js'

test.each([
  ['a.jpg', 'a.jpg'],
  ['/home/me/pictures/a.jpg', 'a.jpg'],
  ['C:\\Users\\me\\a.jpg', 'a.jpg'],
  ['..\\mine/a.jpg', 'a.jpg'],
  ['folder/', 'folder'],
  ['100%.jpg', '100%.jpg'],
  ['what?.jpg', 'what?.jpg'],
  ['https://me:secret@host.example/pictures/a%20b.jpg?token=1#part', 'a b.jpg'],
  ['https://host.example/%2e%2e%2f%2e%2e%5cetc%2fa.jpg', 'a.jpg'],
  ['https://host.example/100%.jpg', '100%.jpg'],
  ['https://host.example/?id=7', 'picture'],
  ['data:image/png;base64,iVBORw0/KGgo', 'picture'],
  ['', 'picture'],
])('%s is called %s', (source, name) => {
  expect(pictureName(source)).toBe(name)
})
