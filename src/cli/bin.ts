#!/usr/bin/env node
import { main } from './main.js'

// A reader of what is told who leaves, as `head` does, is no reason to lose the picture.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

process.exitCode = await main(process.argv.slice(2))
