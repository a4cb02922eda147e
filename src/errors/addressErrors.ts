import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with pictures at addresses, and with the way there. */
export const ADDRESS_ERRORS = {
  'address-switched-off': {
    kind: 'usage',
    about: '{name}',
    says: 'addresses are fetched only with urls: true; or give a file',
  },
  'address-not-here': {
    kind: 'usage',
    about: '{name}',
    says: 'addresses are not fetched here; give a file',
  },
  'address-scheme': {
    kind: 'usage',
    about: '{name}',
    says: "{scheme}: addresses are not read; give a file, or the picture's bytes",
  },
  'address-malformed': {
    kind: 'usage',
    about: '{name}',
    says: 'this is no address; check it',
  },
  'address-with-password': {
    kind: 'usage',
    about: '{name}',
    says: 'an address with a password is not fetched; give a file instead',
  },
  'address-silent': {
    kind: 'input',
    about: '{name}',
    says: 'the server was silent for {limit} s; try again later',
  },
  'address-slow': {
    kind: 'input',
    about: '{name}',
    says: 'it takes longer than {limit} s; download it, and give the file',
  },
  'address-redirects': {
    kind: 'input',
    about: '{name}',
    says: 'it leads on more than {limit} times; give the address where it ends',
  },
  'address-leads-nowhere': {
    kind: 'input',
    about: '{name}',
    says: 'it leads on to what is no address; check it',
  },
  'address-leads-elsewhere': {
    kind: 'input',
    about: '{name}',
    says: 'it leads on from {from} to {to}, which is not followed',
  },
  'address-status': {
    kind: 'input',
    about: '{name}',
    says: 'the server answered {status}; check the address',
  },
  'address-web-page': {
    kind: 'input',
    about: '{name}',
    says: 'this is a web page, not a picture; give the address of the picture itself',
  },
  'address-too-large': {
    kind: 'input',
    about: '{name}',
    says: 'it is larger than {limit} MB; download it, and give the file',
  },
  'address-unreachable': {
    kind: 'input',
    about: '{name}',
    says: '{reason}',
  },
  'proxy-malformed': {
    kind: 'usage',
    says: '{variable} is not the address of an HTTP proxy; give http://HOST:PORT, or unset it',
  },
} as const satisfies ErrorEntries

export const ADDRESS_EXPLANATIONS: Explanations<typeof ADDRESS_ERRORS> = {
  'address-switched-off': {
    cause: 'A program gives an address, and has not allowed addresses to be fetched.',
    remedy: 'Give a file, or `urls: true` where the addresses come from someone you trust.',
  },
  'address-not-here': {
    cause: '`readPicture` reads files only.',
    remedy: 'Give a file.',
  },
  'address-scheme': {
    cause: 'Only http: and https: are fetched.',
    remedy: 'Give a file or bytes.',
  },
  'address-malformed': {
    cause: 'The text begins as an address does and is none.',
    remedy: 'Correct it.',
  },
  'address-with-password': {
    cause: 'A password in an address would end up in recipes and messages.',
    remedy: 'Download the file yourself.',
  },
  'address-silent': {
    cause: 'The server sent nothing for a while.',
    remedy: 'Try again later.',
  },
  'address-slow': {
    cause: 'The whole file did not come in time.',
    remedy: 'Download it, and give the file.',
  },
  'address-redirects': {
    cause: 'The server sends on from address to address.',
    remedy: 'Give the last address.',
  },
  'address-leads-nowhere': {
    cause: 'The server sends on to something malformed.',
    remedy: 'Open the address in a browser, and give the one where it ends.',
  },
  'address-leads-elsewhere': {
    cause: 'The server sends on from a safe to an unsafe kind of address.',
    remedy: 'Download the file yourself.',
  },
  'address-status': {
    cause: 'The server answers with an HTTP error.',
    remedy: 'Correct the address, or try again later.',
  },
  'address-web-page': {
    cause: 'The address is that of a page which shows the picture.',
    remedy: 'Copy the address of the picture.',
  },
  'address-too-large': {
    cause: 'The file is larger than is fetched from strangers.',
    remedy: 'Download it, and give the file.',
  },
  'address-unreachable': {
    cause: 'The server cannot be found, refuses, or breaks the connection.',
    remedy: 'Check the address and the network, or try again later.',
  },
  'proxy-malformed': {
    cause: 'An environment variable that names a proxy holds something else.',
    remedy: 'Correct or unset the variable.',
  },
}
