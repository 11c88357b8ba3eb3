import { mkdirSync } from 'node:fs'
import { printSchema, writeSchema } from './printed.ts'
import { SUBGRAPHS } from './subgraphs.ts'

// Run it after a change of the graph and commit what it writes; the gate only compares.
mkdirSync(new URL('subgraphs', import.meta.url), { recursive: true })
const printed = printSchema(SUBGRAPHS)
writeSchema(printed, new URL('.', import.meta.url))
process.stdout.write(`${[...printed.keys()].map((path) => `schema/${path}`).join('\n')}\n`)
