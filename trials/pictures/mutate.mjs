import { integerSource } from '../../dist/random.js'

/** What readers take for sizes, counts and offsets, and stumble over. */
const AWKWARD = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff]
/** Headers, where a change does most, are within so many bytes. */
const HEADER_BYTES = 256

/** Returns a copy of a file with a few random changes, the same ones for the same seed, and what they are. */
export function mutate(bytes, seed, others) {
  const below = integerSource(seed)
  const place = length => below(Math.max(1, below(2) === 0 ? Math.min(length, HEADER_BYTES) : length))
  const changes = {
    bit(file) {
      const at = place(file.length)
      file[at] ^= 1 << below(8)
      return file
    },
    byte(file) {
      file[place(file.length)] = below(256)
      return file
    },
    number(file) {
      const value = AWKWARD[below(AWKWARD.length)]
      const [size, at] = [2 + 2 * below(2), place(file.length)]
      const little = below(2) === 0
      for (let i = 0; i < size && at + i < file.length; i++)
        file[at + i] = (value / 2 ** (8 * (little ? i : size - 1 - i))) & 255
      return file
    },
    fill(file) {
      const at = place(file.length)
      return file.fill([0, 255, below(256)][below(3)], at, Math.min(file.length, at + 1 + below(64)))
    },
    cut: file => file.subarray(0, 1 + below(file.length)),
    remove(file) {
      const at = place(file.length)
      return Buffer.concat([file.subarray(0, at), file.subarray(at + 1 + below(64))])
    },
    repeat(file) {
      const at = place(file.length)
      const part = file.subarray(at, at + 1 + below(200))
      return Buffer.concat([file.subarray(0, at), part, file.subarray(at)])
    },
    splice(file) {
      const other = others[below(others.length)].bytes
      return Buffer.concat([file.subarray(0, place(file.length)), other.subarray(place(other.length))])
    },
  }
  const names = Object.keys(changes)
  let changed = Buffer.from(bytes)
  const done = []
  for (let count = 1 + below(4); count > 0; count--) {
    const name = names[below(names.length)]
    changed = Buffer.from(changes[name](changed))
    done.push(name)
  }
  return { bytes: changed, done: done.join('+') }
}
