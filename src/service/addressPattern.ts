import { NstOnnxError } from '../errors.js'

const PATTERN = /^(https?):\/\/([a-z0-9.*-]+)(:\d+)?(\/.*)?$/i

/**
 * Reads a pattern of addresses: `https://images.example.org/*`. A `*` in the host is one or several labels of it, and in the path
 * anything; without a path, any path.
 *
 * @returns whether an address fits
 * @throws NstOnnxError `option-empty` for what is no pattern
 */
export function addressPattern(text: string): (address: URL) => boolean {
  const [matched, scheme = '', host = '', port = '', path = '/*'] = PATTERN.exec(text) ?? []
  if (matched === undefined)
    throw new NstOnnxError('option-empty', { option: 'allowUrl', wanted: 'a pattern such as https://example.org/*' })
  const hosts = glob(host.toLowerCase(), '[a-z0-9.-]+')
  const paths = glob(path, '.*')
  const { port: wantedPort } = new URL(`${scheme}://host${port}/`)
  return ({ protocol, hostname, port: givenPort, pathname, search }) =>
    protocol === `${scheme.toLowerCase()}:` &&
    hosts.test(hostname) &&
    givenPort === wantedPort &&
    paths.test(pathname + search)
}

const glob = (text: string, star: string): RegExp => new RegExp(`^${text.split('*').map(escaped).join(star)}$`, 's')

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
