import { mkdirSync } from 'node:fs'
import { printSchema, writeSchema } from './printed.ts'
import { SUPERGRAPHS } from './supergraphs.ts'

// Run it after a change of the graph and commit what it writes; the gate only compares.
for (const folder of ['subgraphs', 'supergraphs']) {
  mkdirSync(new URL(folder, import.meta.url), { recursive: true })
}
const printed = printSchema(SUPERGRAPHS)
writeSchema(printed, new URL('.', import.meta.url))
process.stdout.write(`${[...printed.keys()].map((path) => `schema/${path}`).join('\n')}\n`)
