/** The namespace of the one property that this project keeps in XMP. */
const NAMESPACE = 'urn:nst-onnx:xmp#'
const PREFIX = 'nst'
const PROPERTY = 'recipe'

/**
 * An XMP packet that holds a recipe. What XML cannot hold (controls, lone surrogates, U+FFFE and U+FFFF) is written as JSON
 * escapes: a recipe is JSON, and these stand in its strings only.
 */
export function xmpPacket(recipe: string): string {
  const text = Array.from(recipe, escaped).join('')
  return (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    `<rdf:Description rdf:about="" xmlns:${PREFIX}="${NAMESPACE}"><${PREFIX}:${PROPERTY}>${text}</${PREFIX}:${PROPERTY}>` +
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
  )
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (character === '\t' || character === '\n' || character === '\r') return `&#${code};`
  const isXml = code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff
  return isXml ? (ENTITIES[character] ?? character) : `\\u${code.toString(16).padStart(4, '0')}`
}

/**
 * The recipe in an XMP packet, or undefined where there is none: as an element or, as some programs write it anew, as an
 * attribute, under any prefix. Never throws, whatever the bytes.
 */
export function recipeInXmp(packet: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(packet)
  for (const quote of ['"', "'"]) {
    const declaration = text.indexOf(`=${quote}${NAMESPACE}${quote}`)
    const prefix = /[\w.-]+$/.exec(text.slice(Math.max(0, declaration - 100), Math.max(0, declaration)))?.[0]
    if (!prefix) continue
    const name = `${prefix}:${PROPERTY}`
    const value =
      between(text, `<${name}>`, `</${name}>`) ?? between(text, `${name}="`, '"') ?? between(text, `${name}='`, "'")
    if (value !== undefined) return unescaped(value)
  }
  return undefined
}

function between(text: string, before: string, after: string): string | undefined {
  const start = text.indexOf(before)
  if (start < 0) return undefined
  const end = text.indexOf(after, start + before.length)
  return end < 0 ? undefined : text.slice(start + before.length, end)
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name) return CHARACTERS[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
