import { equals, type LdapFilter } from '../../services/kit/ldap/filter.ts'
import type { LdapLink } from '../../services/kit/ldap/link.ts'
import { openLdap } from '../../services/kit/ldap/open.ts'
import { searchPages } from '../../services/kit/ldap/search.ts'
import { ADMIN, type Slapd, SUFFIX, startSlapd } from '../harness/slapd.ts'
import { missingPrograms } from '../harness/system-programs.ts'
import { measure } from './load.ts'
import { lookUps } from './lookups.ts'
import { peakMegabytes } from './process-figures.ts'
import { startProgram } from './program.ts'
import type { RegisterFiles } from './register-files.ts'
import { figure, table } from './table.ts'

const CONNECTIONS = 16

/** Where the register is served, and how long each search is measured. */
interface Serving {
  readonly url: string
  readonly pid: number
  readonly dataDir: string
  readonly seconds: number
}

/** Writing the whole register to an LDAP server, and finding units there beside finding them in the graph. */
export async function ldapTable(files: RegisterFiles, serving: Serving): Promise<string> {
  const missing = missingPrograms(['slapd', 'openssl'])
  if (missing.length > 0) return `LDAP is not measured: ${missing.join(', ')} is not installed`
  await using slapd = await startSlapd()
  const runs = [
    await published('full publish, empty server', [], { slapd, ...serving }),
    await published('nothing new', [], { slapd, ...serving }),
    await published('--full, nothing to mend', ['--full'], { slapd, ...serving }),
  ]
  const [organisation] = lookUps(files).filter(({ name }) => name === 'organisation')
  const graph =
    organisation &&
    (await measure(
      { ...organisation, url: serving.url, connections: CONNECTIONS, seconds: serving.seconds },
      serving.pid,
    ))
  const searches = await searched(slapd, files.sorIds, serving.seconds)
  const rates: readonly (readonly string[])[] = [
    ['ldapsearch by SOR id', ...[searches.perSecond, searches.p50Ms, searches.p99Ms].map(figure)],
    ...(graph
      ? [['organisation, GraphQL', ...[graph.perSecond, graph.p50Ms, graph.p99Ms].map(figure)]]
      : []),
  ]
  return [
    table(
      ['LDAP', 'seconds', 'entries', 'entries/s', 'peak MB'],
      runs.map(({ name, seconds, entries, megabytes }) => [
        ...[
          name,
          seconds.toFixed(1),
          String(entries),
          entries > 0 ? figure(entries / seconds) : '',
          figure(megabytes),
        ],
      ]),
    ),
    '',
    table([`${CONNECTIONS} connections`, 'per second', 'p50 ms', 'p99 ms'], rates),
  ].join('\n')
}

async function published(
  name: string,
  args: readonly string[],
  { slapd, dataDir }: Serving & { readonly slapd: Slapd },
) {
  const { child, pid, output } = startProgram('infra/fundament.ts', ['ldap-publish', ...args], {
    FUNDAMENT_DATA_DIR: dataDir,
    LDAP_PUBLISH_URL: slapd.server().url.href,
    LDAP_PUBLISH_BASE: SUFFIX,
    LDAP_PUBLISH_BIND_DN: ADMIN.dn,
    LDAP_PUBLISH_PASSWORD: ADMIN.password.reveal(),
    LOG_LEVEL: 'warn',
  })
  let megabytes = 0
  const looking = setInterval(() => {
    try {
      megabytes = Math.max(megabytes, peakMegabytes(pid))
    } catch {
      // It has just ended.
    }
  }, 200)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(looking)
  if (code !== 0) throw new Error(`Cannot publish: ${output()}`)
  const [, added = '0'] = /(\d+) added/.exec(output()) ?? []
  const [, kept = '0'] = /(\d+) as they were/.exec(output()) ?? []
  const [, seconds = '0'] = /^([\d.]+) s$/m.exec(output()) ?? []
  return { name, seconds: Number(seconds), entries: Number(added) + Number(kept), megabytes }
}

/** Each connection asks for one unit after the other; every answer must be one entry. */
async function searched(slapd: Slapd, sorIds: readonly string[], seconds: number) {
  const times: number[] = []
  const end = performance.now() + seconds * 1_000
  const begun = performance.now()
  const lanes = Array.from({ length: CONNECTIONS }, async (_, lane) => {
    await using link = await openLdap(slapd.server({ bind: null }))
    for (let at = lane; performance.now() < end; at += CONNECTIONS) {
      const asked = performance.now()
      const found = await count(link, equals('fundamentSorId', sorIds[at % sorIds.length] ?? ''))
      if (found !== 1) throw new Error(`Cannot measure LDAP: ${found} entries instead of one`)
      times.push(performance.now() - asked)
    }
  })
  await Promise.all(lanes)
  times.sort((one, other) => one - other)
  const of = (share: number) => times[Math.floor(times.length * share)] ?? 0
  const perSecond = times.length / ((performance.now() - begun) / 1_000)
  return { perSecond, p50Ms: of(0.5), p99Ms: of(0.99) }
}

async function count(link: LdapLink, filter: LdapFilter): Promise<number> {
  let found = 0
  const search = { base: SUFFIX, scope: 'sub', attributes: ['*'], pageSize: 10 } as const
  for await (const page of searchPages(link, { ...search, filter })) found += page.length
  return found
}
