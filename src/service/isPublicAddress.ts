import { BlockList, isIP } from 'node:net'

/** What is not on the public network, by IANA's registries of special addresses. */
const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]
/** Within the block that is public, what leads to IPv4 or to nobody. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const special = new BlockList()
const global = new BlockList()
const add = (list: BlockList, range: string, family: 'ipv4' | 'ipv6') => {
  const [address = '', prefix] = range.split('/')
  list.addSubnet(address, Number(prefix), family)
}
for (const range of SPECIAL_V4) add(special, range, 'ipv4')
for (const range of SPECIAL_V6) add(special, range, 'ipv6')
add(global, '2000::/3', 'ipv6')

/** Whether a numeric address is one of the public network. Addresses of IPv4 inside IPv6 are not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4')
    case 6:
      return global.check(address, 'ipv6') && !special.check(address, 'ipv6')
    default:
      return false
  }
}
