// Loaded before a program: as its process ends, the most memory that it has held goes to file descriptor 3, in bytes.
import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) process.on('exit', () => writeSync(3, String(1024 * process.resourceUsage().maxRSS)))
