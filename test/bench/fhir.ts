import { type Measured, measure } from './load.ts'
import type { AskedUnits } from './lookups.ts'
import { figure, table } from './table.ts'

/** The service to measure, and how. */
export interface FhirLoad {
  /** Where the graph answers; FHIR stands beside it. */
  readonly url: string
  readonly pid: number
  readonly seconds: number
  readonly connections: number
}

interface Asked {
  readonly name: string
  readonly warmUp: readonly string[]
  readonly paths: readonly string[]
}

const SOR_SYSTEM = 'urn:oid:1.2.208.176.1.1'

/** FHIR reads and searches per second, as a table. */
export async function fhirTable(units: AskedUnits, load: FhirLoad): Promise<string> {
  const rows: (readonly string[])[] = []
  for (const asked of questions(units)) rows.push(rowOf(asked, await measured(asked, load)))
  const figures = table(['FHIR', 'per second', 'p50 ms', 'p99 ms', 'CPU ms'], rows)
  return `${figures}\n\n${await wholeHistory(load)}`
}

/** The whole history of all units, page by page, as a client that starts anew reads it. */
async function wholeHistory({ url }: FhirLoad): Promise<string> {
  const begun = performance.now()
  let entries = 0
  let worstMs = 0
  let next: string | undefined = new URL('/fhir/Organization/_history?_count=1000', url).href
  while (next !== undefined) {
    const asked = performance.now()
    const response = await fetch(next)
    if (!response.ok) throw new Error(`Cannot use answer of "${next}": it is ${response.status}`)
    const page: HistoryPage = JSON.parse(await response.text())
    worstMs = Math.max(worstMs, performance.now() - asked)
    entries += page.entry?.length ?? 0
    next = page.link.find(({ relation }) => relation === 'next')?.url
  }
  const seconds = (performance.now() - begun) / 1_000
  return `whole history of Organization, 1 000 at a time: ${figure(entries)} entries in ${figure(seconds)} s, the slowest page in ${figure(worstMs)} ms`
}

interface HistoryPage {
  readonly entry?: readonly unknown[]
  readonly link: readonly { readonly relation: string; readonly url: string }[]
}

function questions({ sorIds, others }: AskedUnits): readonly Asked[] {
  const read = (id: string) => `/fhir/Organization/${id}`
  const identifier = (id: string) => `/fhir/Organization?identifier=${SOR_SYSTEM}%7C${id}`
  const known = (name: string, path: (id: string) => string): Asked => {
    const paths = sorIds.map(path)
    return { name, warmUp: paths, paths }
  }
  const [warmUp, first] = [sorIds.map(read), others.map(read)]
  const names = ['a', 'be', 'fys', 'kl', 'l', 'o', 're', 'sy', 't', 'v']
  return [
    known('read', read),
    ...(first.length > 0 ? [{ name: 'read, each unit once', warmUp, paths: first }] : []),
    known('search by identifier', identifier),
    known(
      'search by identifier, with endpoints',
      (id) => `${identifier(id)}&_include=Organization:endpoint`,
    ),
    known('search below a unit', (id) => `/fhir/Organization?partof=${id}&_count=20`),
    ...only('mailboxes by status, 20 at a time', '/fhir/Endpoint?status=active&_count=20'),
    ...only('a name that nobody has', '/fhir/Organization?name:contains=xyzzy'),
    ...[names.map((name) => `/fhir/Organization?name=${name}&_count=20`)].map((paths) => ({
      ...{ name: 'search by name, 20 at a time', warmUp: paths, paths },
    })),
  ]
}

const only = (name: string, path: string): readonly Asked[] => [
  { name, warmUp: [path], paths: [path] },
]

const measured = (
  { warmUp, paths }: Asked,
  { url, pid, seconds, connections }: FhirLoad,
): Promise<Measured> =>
  measure(
    { url: new URL('/', url).href, method: 'GET', connections, seconds, warmUp, bodies: paths },
    pid,
  )

const rowOf = ({ name }: Asked, { perSecond, p50Ms, p99Ms, cpuMs }: Measured) => [
  name,
  ...[perSecond, p50Ms, p99Ms, cpuMs].map(figure),
]
