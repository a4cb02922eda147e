import { OXFORD_SOURCE } from 'nst-onnx'
import type { Plugin } from 'vite'

/** Nothing but the page's own files and the public source of the weights can be asked for, whatever the page's script does. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  `connect-src 'self' blob: ${new URL(OXFORD_SOURCE).origin}`,
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
]

/** Puts the policy into the built page. Vite's own server needs scripts and styles inside the page, and gets none. */
export function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY.join('; ') },
        injectTo: 'head-prepend',
      },
    ],
  }
}
