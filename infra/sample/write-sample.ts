import { writeFileSync } from 'node:fs'
import { sampleFiles } from './sample.ts'

for (const [name, text] of sampleFiles()) {
  writeFileSync(new URL(name, import.meta.url), text)
  process.stdout.write(`${name}: ${Buffer.byteLength(text)} bytes\n`)
}
