import { parseArgs } from 'node:util'

/** Parts that can be measured apart; the imports are always. */
export const SECTIONS = [
  'look-ups',
  'search',
  'feed',
  'fhir',
  'export',
  'ldap',
  'status',
  'uptime',
  'record',
] as const

export interface BenchOptions {
  /** Units of the large register. */
  readonly units: number
  /** Mailboxes of the large register that the endpoint register knows. */
  readonly endpoints: number
  /** How long each look-up is measured. */
  readonly seconds: number
  readonly sizes: readonly ('sample' | 'large')[]
  readonly sections: readonly (typeof SECTIONS)[number][]
}

/** @throws {TypeError} when an option is unknown or no positive number */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      units: { type: 'string', default: '400000' },
      endpoints: { type: 'string', default: '20000' },
      seconds: { type: 'string', default: '10' },
      only: { type: 'string' },
      section: { type: 'string', multiple: true },
    },
  })
  return {
    units: positive('units', values.units),
    endpoints: positive('endpoints', values.endpoints),
    seconds: positive('seconds', values.seconds),
    sizes: sizesOf(values.only),
    sections: sectionsOf(values.section),
  }
}

function sizesOf(only: string | undefined): BenchOptions['sizes'] {
  if (only === undefined) return ['sample', 'large']
  if (only === 'sample' || only === 'large') return [only]
  throw new TypeError(`Cannot measure "${only}": --only takes sample or large`)
}

function sectionsOf(names: readonly string[] = SECTIONS): BenchOptions['sections'] {
  const unknown = names.find((name) => !SECTIONS.some((known) => known === name))
  if (unknown === undefined) return SECTIONS.filter((known) => names.includes(known))
  throw new TypeError(`Cannot measure "${unknown}": --section takes ${SECTIONS.join(', ')}`)
}

function positive(name: string, text: string): number {
  const number = Number(text)
  if (number > 0 && Number.isFinite(number)) return number
  throw new TypeError(`Cannot read --${name} "${text}": must be a positive number`)
}
