import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { contentPolicy } from './build/contentPolicy.js'
import { offlineFiles, SERVICE_WORKER } from './build/offlineFiles.js'

/** Cross-origin isolation: without it WebAssembly has one thread. */
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  // Relative addresses: the folder can be served below any path.
  base: './',
  server: { headers },
  preview: { headers },
  // It finds its WebAssembly beside itself, where a copy would have none.
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  plugins: [contentPolicy(), offlineFiles()],
  build: {
    // The example pictures stay files, so that a saved recipe names the very bytes of examples/pictures.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { page: path('index.html'), serviceWorker: path('offline/serviceWorker.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'serviceWorker' ? SERVICE_WORKER : 'assets/[name]-[hash].js'),
      },
    },
  },
})
