import { parseArgs } from 'node:util'
import { endpointBundle } from './bundle-file.ts'
import { writeTexts } from './chunks.ts'
import { DEFAULTS, type GeneratorOptions } from './options.ts'
import { sorCsv } from './sor-csv-file.ts'
import { sorXml } from './sor-xml-file.ts'
import { sor2Csv } from './sor2-csv-file.ts'

const USAGE = `node test/harness/generator/generate.ts --out FILE [--format sor-xml|sor2-csv|sor-csv|eer]
  [--units 400000] [--endpoints 100000] [--seed 1] [--date 2026-11-01] [--renamed N] [--closed N] [--added N]
`

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    format: { type: 'string', default: 'sor-xml' },
    units: { type: 'string', default: String(DEFAULTS.units) },
    endpoints: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(DEFAULTS.seed) },
    date: { type: 'string', default: DEFAULTS.snapshotDate },
    renamed: { type: 'string', default: '0' },
    closed: { type: 'string', default: '0' },
    added: { type: 'string', default: '0' },
  },
})

const options: GeneratorOptions = {
  seed: Number(values.seed),
  units: Number(values.units),
  snapshotDate: values.date,
  mutate: {
    renamed: Number(values.renamed),
    closed: Number(values.closed),
    added: Number(values.added),
  },
}

const formats: Readonly<Record<string, () => Generator<string>>> = {
  'sor-xml': () => sorXml(options),
  'sor2-csv': () => sor2Csv(options),
  'sor-csv': () => sorCsv(options),
  eer: () => endpointBundle(options, Number(values.endpoints)),
}

const format = formats[values.format]
if (format === undefined || values.out === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else {
  await writeTexts(values.out, format(), values.format === 'sor-csv' ? 'latin1' : 'utf8')
}
