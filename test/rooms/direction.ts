import { type Import, importsOf } from './imports.ts'
import { isTest, type SourceFile } from './project.ts'

const DATA = ['domain', 'errors']

/** Which rooms of its own service a room may import; kit is free to all but the domain. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  main: ['config', 'service', ...DATA],
  config: DATA,
  service: [
    ...[
      'config',
      'graphql',
      'fhir',
      'export',
      'ldap',
      'webhook',
      'status',
      'subscribe',
      'watch',
      'source',
    ],
    ...['client', 'store', 'upstream', 'wire'],
    ...DATA,
  ],
  graphql: DATA,
  fhir: DATA,
  export: DATA,
  status: DATA,
  // Pages behind the links of mails.
  subscribe: DATA,
  // Transports that push: they keep in the store how far they have come.
  ldap: ['store', 'client', ...DATA],
  webhook: ['store', 'client', ...DATA],
  // What the sandbox plays, and how it is heard.
  upstream: ['wire', ...DATA],
  wire: DATA,
  // Works by itself, on what its clients see.
  watch: ['store', 'client', ...DATA],
  source: ['store', ...DATA],
  client: DATA,
  store: DATA,
  errors: ['domain'],
  domain: [],
}

// The library that speaks the platform's protocols is one room for all who call it or play it.
const SPEAKS_NSP = new Set(
  ['record/client', 'record/source', 'record/service', 'record/config'].concat([
    'sandbox/upstream',
    'sandbox/wire',
    'sandbox/service',
  ]),
)

const COMPOSERS = new Set(['infra', 'schema', 'test'])

/**
 * Imports run one way, main -> service -> transports and feeds -> store -> domain; kit from anywhere; the domain
 * imports nothing else, not even a package; only infra, schema and test compose everything.
 *
 * @returns one line for each import that runs another way
 */
export function wrongDirections(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => !isTest(path))
    .flatMap(importsOf)
    .flatMap((found) => {
      const wrong = wrongAbout(found)
      return wrong ? [`${found.from} imports ${found.to}: ${wrong}`] : []
    })
}

function wrongAbout({ from, to, isPackage }: Import): string | null {
  const own = roomOf(from)
  if (isPackage) return own.room === 'domain' ? 'the domain imports nothing but the domain' : null
  if (isTest(to)) return 'only tests import tests'
  if (COMPOSERS.has(own.top)) return null
  const other = roomOf(to)
  if (own.room === 'domain' && other.room !== 'domain')
    return 'the domain imports nothing but the domain'
  if (other.service === 'kit') return null
  if (own.service === 'kit') return 'kit imports nothing but kit'
  if (own.service === 'nsp' && other.service === 'nsp') return null
  if (SPEAKS_NSP.has(`${own.service}/${own.room}`) && other.service === 'nsp') return null
  if (own.top !== other.top) return `${own.top} does not import ${other.top}`
  if (own.service !== other.service) return 'no service imports another'
  if (own.top !== 'services' || own.room === other.room) return null
  const allowed = MAY_IMPORT[own.room]
  if (!allowed) return `"${own.room}" is no room of a service`
  return allowed.includes(other.room) ? null : `${own.room} does not import ${other.room}`
}

function roomOf(path: string): {
  readonly top: string
  readonly service: string
  readonly room: string
} {
  const [top = '', service = '', room = ''] = path.split('/')
  return top === 'services'
    ? { top, service, room: room.replace(/\.ts$/, '') }
    : { top, service: '', room: '' }
}
