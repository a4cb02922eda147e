#!/usr/bin/env node
// Writes the graphs of a loss as ONNX files; docs/graph.md describes them. Without options: those of the preset cmu into
// models/, which are committed. With options: a graph of your own, for a service that ships exactly what it runs.

import { main } from './main.mjs'

process.exitCode = await main(process.argv.slice(2))
