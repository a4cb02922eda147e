import { NstOnnxError } from '../errors.js'
import { BORDERS } from '../graphs/borders.js'
import { type LossSpecification, type NetworkForm, termNames } from '../graphs/specification.js'
import { parseTap } from '../graphs/taps.js'
import { type LossTerm, type TermName, termName } from '../graphs/terms/lossTerm.js'
import { isTapKey, TERM_KEYS } from '../graphs/terms/termKinds.js'
import type { SafetensorsFile } from '../weights/safetensors.js'

/** A share of a style picture in the targets. */
export interface StyleShare {
  /** Name of the picture's tensor. */
  readonly picture: string
  /** Name of the tensor of its own mask, where the targets are read under one. */
  readonly mask?: string
  /** Above 0; shares add up to anything. */
  readonly share: number
}

/** What a file of reference values is about. */
export interface Fixture {
  readonly specification: LossSpecification
  /** The styles that terms of a region are painted like; of the whole picture under `undefined`. */
  readonly styles: ReadonlyMap<string | undefined, readonly StyleShare[]>
  /** Each term's weighted value. */
  terms(): Promise<Record<TermName, number>>
}

/** Reads what a fixture says of itself, in either of the forms that docs/verify.md describes. Throws NstOnnxError `weights`. */
export function readFixture(file: SafetensorsFile): Fixture {
  const { pool } = file.metadata
  if (pool !== 'max' && pool !== 'avg') refuse(file, 'its metadata names no pool')
  const borders = BORDERS.find(known => known === (file.metadata.borders ?? 'zero'))
  if (!borders) refuse(file, 'borders in its metadata are none of zero, replicate and circular')
  const form: NetworkForm = { pool, borders }
  return 'terms' in file.metadata ? severalStyles(file, form) : oneStyle(file, form)
}

/** Throws NstOnnxError `weights` about a file that is no fixture. */
export function refuse({ file }: SafetensorsFile, reason: string): never {
  throw new NstOnnxError('weights-file-no-fixture', { path: file, trouble: reason })
}

function oneStyle(file: SafetensorsFile, form: NetworkForm): Fixture {
  const weights = (kind: string) => {
    const byTap = parsed(file, kind, {})
    if (typeof byTap !== 'object' || byTap === null) refuse(file, `${kind} in its metadata is no object`)
    return Object.entries(byTap).map(([tap, weight]) => termFrom(file, { kind, tap, weight }))
  }
  const specification = { ...form, terms: [...weights('style'), ...weights('content')] }
  return {
    specification: withTerms(file, specification),
    styles: new Map([[undefined, [{ picture: 'style', share: 1 }]]]),
    async terms() {
      const values = termNames(specification).map(
        async name => [name, (await file.tensor(`term.${name}`)).data[0]] as const,
      )
      return Object.fromEntries(await Promise.all(values)) as Record<TermName, number>
    },
  }
}

function severalStyles(file: SafetensorsFile, form: NetworkForm): Fixture {
  const listed = parsed(file, 'terms', [])
  if (!Array.isArray(listed)) refuse(file, 'terms in its metadata is no list')
  const terms = listed.map(entry => termFrom(file, entry))
  const count = [...file.entries.keys()].filter(name => /^style\.\d+$/.test(name)).length
  const mix = parsed(file, 'mix', null) ?? (count === 1 ? [1] : [])
  const regions = Object.entries(parsed(file, 'regions', null) ?? {})
  const styles = new Map<string | undefined, readonly StyleShare[]>([[undefined, sharesFrom(file, mix)]])
  for (const [region, shares] of regions) styles.set(region, sharesFrom(file, shares, region))
  return {
    specification: withTerms(file, { ...form, terms }),
    styles,
    async terms() {
      const { data } = await file.tensor('terms')
      if (data.length !== terms.length) refuse(file, `terms has ${data.length} values for ${terms.length} terms`)
      const values: Partial<Record<TermName, number>> = {}
      for (const [at, term] of terms.entries())
        values[termName(term)] = (values[termName(term)] ?? 0) + (data[at] ?? Number.NaN)
      return values as Record<TermName, number> // as large as the specification
    },
  }
}

/** What JSON in the metadata says; `absent` where the key is not there. */
function parsed(file: SafetensorsFile, key: string, absent: unknown): unknown {
  try {
    return key in file.metadata ? JSON.parse(file.metadata[key] ?? '') : absent
  } catch {
    return refuse(file, `${key} in its metadata is not JSON`)
  }
}

function termFrom(file: SafetensorsFile, entry: unknown): LossTerm {
  const { kind, tap, region, weight } = Object(entry) as Readonly<Record<string, unknown>>
  const told = JSON.stringify(entry)
  const key = TERM_KEYS.find(known => known === kind) ?? refuse(file, `${told} is of no kind that is known`)
  if (typeof weight !== 'number' || !Number.isFinite(weight)) refuse(file, `${told} has no weight`)
  const hasRegion = region !== undefined && region !== null
  if (isTapKey(key)) {
    const known = parseTap(String(tap)) ?? refuse(file, `${told} has no tap`)
    return { kind: key, tap: known, weight, ...(hasRegion && { region: String(region) }) }
  }
  return hasRegion ? refuse(file, `${told} cannot be of a region`) : { kind: key, weight }
}

function withTerms(file: SafetensorsFile, specification: LossSpecification): LossSpecification {
  return specification.terms.length > 0 ? specification : refuse(file, 'its metadata names no term')
}

function sharesFrom(file: SafetensorsFile, shares: unknown, region?: string): StyleShare[] {
  const isNumber = (share: unknown) => typeof share === 'number' && share >= 0 && Number.isFinite(share)
  if (!Array.isArray(shares) || !shares.every(isNumber))
    refuse(file, `the weights of its styles are no list of numbers${region === undefined ? '' : ` in ${region}`}`)
  return shares
    .map((share: number, k): StyleShare => {
      const picture = `style.${k}`
      const mask = region === undefined ? undefined : maskOf(file, region, k)
      return { picture, share, ...(mask !== undefined && { mask }) }
    })
    .filter(({ share }) => share > 0)
}

/** A region's mask on a style: one of its own, or the region's where it is as large as the picture. */
function maskOf({ entries }: SafetensorsFile, region: string, k: number): string | undefined {
  const own = `stylemask.${region}.${k}`
  if (entries.has(own)) return own
  const sizeOf = (name: string) => entries.get(name)?.shape.slice(2).join()
  const shared = `stylemask.${region}`
  return entries.has(shared) && sizeOf(shared) === sizeOf(`style.${k}`) ? shared : undefined
}
