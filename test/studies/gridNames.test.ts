import { expect, test } from 'vitest'
import { gridNames } from '../../src/studies/gridNames.js'

test('pictures of a grid are called as a template says, with or without the ending', () => {
  const names = (template?: string) => gridNames(['in/a.jpg', 'in/b.png'], ['s.tif'], template)
  expect(names()).toEqual(['a-s', 'b-s'])
  expect(names('{style} of {content}.PNG')).toEqual(['s-of-a', 's-of-b'])
  expect(names('painted-{content}')).toEqual(['painted-a', 'painted-b'])
})

test('pictures of one title differ', () => {
  expect(gridNames(['x/a.jpg', 'y/a.jpg'], ['s.png'], '{content}')).toEqual(['a', 'a-2'])
})

test.each([
  ['{style}.png', 'there are several of {content}, so the name must hold it'],
  ['{content}.jpg', 'the pictures of a grid are PNG files'],
  ['{content}-{size}', '{size} is neither {content} nor {style}'],
  ['{content', '{content is neither {content} nor {style}'],
  ['out/{content}', 'give the name of a file, without folders'],
  ['', 'give the name of a file, without folders'],
])('"%s" is refused', (template, problem) => {
  expect(() => gridNames(['a.jpg', 'b.jpg'], ['s.png'], template)).toThrow(`name ${template}: ${problem}`)
})
