import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/**
 * Whether a library of Linux's (ELF, 64 bits) ends before its table of sections does, which linkers put last. The system kills a
 * process that loads such a file. False for a file of any other kind.
 */
export function isCutShort(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(64)
    if (readSync(file, header) < header.length || header.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') return false
    const [offset, size, count] = [header.readBigUInt64LE(0x28), header.readUInt16LE(0x3a), header.readUInt16LE(0x3c)]
    return BigInt(fstatSync(file).size) < offset + BigInt(size * count)
  } finally {
    closeSync(file)
  }
}
