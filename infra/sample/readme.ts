import type { SampleMailbox } from './mailbox.ts'
import { RULES, type RuleName } from './rules.ts'
import type { SampleUnit } from './unit.ts'

/** The sample's README: what the files are, and where each rule is to be seen. */
export function readme(units: readonly SampleUnit[]): string {
  const names = Object.keys(RULES) as RuleName[]
  return `# Sample register

${units.length} units that do not exist: people, organisations, addresses and numbers are made up. \`npm start\` loads them into an
empty embedded database; the first real import takes their place. All files speak for 2026-11-01.

| file | what |
|---|---|
| \`sor.xml\` | the organisation register, SOR XML 2.0.0 |
| \`endpoints.json\` | the endpoint register, a FHIR R4 Bundle, public |
| \`endpoints-restricted.json\` | mailboxes of the source \`sample-restricted\`, for callers that hold it |
| \`groups.csv\` | clusters and a health council, in the directory's own format |
| \`hub-rules.json\` | message types that go through a national hub |
| \`*.crt\` | certificates of two access points; nobody holds their keys |

\`node infra/sample/write-sample.ts\` writes all but the certificates, and this page, anew; a test holds that they are what it writes.
SOR ids begin at sequence 900000000, GLNs with 952, post codes at 9991, company numbers with 00.

## Which rule is where

| rule | what to see | SOR id | unit | GLN | ydernummer |
|---|---|---|---|---|---|
${names.flatMap((rule) => units.filter(({ shows }) => shows.includes(rule)).map((unit) => row(rule, unit))).join('\n')}
`
}

const row = (rule: RuleName, unit: SampleUnit): string =>
  `| ${rule} | ${RULES[rule]} | ${unit.sorId} | ${unit.name} | ${glnOf(unit)} | ${unit.ydernummer ?? ''} |`

function glnOf({ mailbox, unlisted }: SampleUnit): string {
  const own: readonly SampleMailbox[] = typeof mailbox === 'string' ? unlisted : [mailbox]
  return own.map(({ gln }) => gln).join(' ')
}
