import { type InputRole, NstOnnxError } from '../errors.js'
import { NAMELESS } from '../images/pictureName.js'

/** Carries out what is to be done with one of a run's pictures. Its errors say which one that is. */
export async function aboutInput<Value>(input: InputRole, act: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof NstOnnxError)) throw error
    throw error.with({ input, ...(error.data.name === NAMELESS && { name: inputName(input) }) })
  }
}

/** What a picture is called that has no name of its own. */
function inputName(input: InputRole): string {
  if (input === 'content') return 'the content picture'
  if (input === 'init') return 'the start picture'
  if (input === 'contentMask') return 'the mask of the content picture'
  const [role, index] = input.split('.')
  const style = `style picture ${Number(index) + 1}`
  return role === 'style' ? style : `the mask of ${style}`
}
