import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../../services/kit/free-port.ts'
import { openLdap } from '../../services/kit/ldap/open.ts'
import type { LdapServer } from '../../services/kit/ldap/server.ts'
import { Secret } from '../../services/kit/secret.ts'
import { startProcess, type TestProcess } from './process.ts'
import { systemProgram } from './system-programs.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SCHEMAS = join(ROOT, 'services', 'directory', 'ldap', 'schema')
const DEBIAN = '/etc/ldap/schema'

export const SUFFIX = 'dc=fundament,dc=example'
/** Who may do everything, without limits. */
export const ADMIN = { dn: `cn=publisher,${SUFFIX}`, password: new Secret('to-be-written-with') }
/** Who may read, as far as the server's limits go; there once it has been added. */
export const READER = { dn: `cn=reader,${SUFFIX}`, password: new Secret('to-be-read-with') }

/** How a server of a test differs from the others. */
export interface SlapdOptions {
  /** A line of `slapd.conf` about limits. */
  readonly limits?: string
  /** Further schema files. */
  readonly schemas?: readonly string[]
}

/** A real OpenLDAP on this machine, with a folder of its own; killed when disposed. */
export interface Slapd extends AsyncDisposable {
  readonly pid: () => number
  /** PEM of the certificate that vouches for it. */
  readonly ca: string
  readonly folder: string
  /** As a client's settings: by default as the one who may do everything, over a plain connection. */
  server(more?: Partial<LdapServer> & { readonly scheme?: 'ldap' | 'ldaps' }): LdapServer
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): Promise<void>
  /** Starts it again on the same ports, after it has ended. */
  restart(): Promise<void>
  /** Copies the database while nothing runs, or puts a copy in its place. */
  save(): Promise<string>
  restore(copy: string): Promise<void>
}

/** Starts a server on free ports, and waits until it answers. */
export async function startSlapd(options: SlapdOptions = {}): Promise<Slapd> {
  await using starting = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'fundament-slapd-'))
  starting.defer(() => rm(folder, { recursive: true, force: true }))
  const ca = await makeCertificate(folder)
  const ports = { ldap: await freePort(), ldaps: await freePort() }
  await prepare(folder, options)
  let running: TestProcess | null = null
  starting.defer(async () => await running?.[Symbol.asyncDispose]())
  const server: Slapd['server'] = ({ scheme = 'ldap', ...more } = {}) => ({
    url: new URL(`${scheme}://127.0.0.1:${ports[scheme]}`),
    ...{ startTls: false, ca: null, bind: ADMIN, timeoutMs: 5_000 },
    ...more,
  })
  const restart = async (): Promise<void> => {
    const urls = [`ldap://127.0.0.1:${ports.ldap}`, `ldaps://127.0.0.1:${ports.ldaps}`].join(' ')
    const slapd = systemProgram('slapd') ?? 'slapd'
    running = startProcess([slapd, '-d', '0', '-h', urls, '-f', join(folder, 'slapd.conf')])
    await answering(server(), running)
  }
  await restart()
  const database = join(folder, 'db')
  const started = starting.move()
  return {
    ...{ ca, folder, server, restart },
    pid: () => running?.pid ?? 0,
    signal: async (name) => {
      running?.signal(name, 'alone')
      if (name === 'SIGSTOP' && running) await stopped(running.pid)
      if (name === 'SIGKILL' || name === 'SIGTERM') await running?.ended
    },
    save: async () => {
      const copy = join(folder, `copy-${performance.now()}`)
      await cp(database, copy, { recursive: true })
      return copy
    },
    restore: async (copy) => {
      await rm(database, { recursive: true })
      await cp(copy, database, { recursive: true })
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}

/** Waits until every thread of a process stands still; one that does not yet could answer once more. */
async function stopped(pid: number): Promise<void> {
  const stateOf = (thread: string): string => {
    try {
      // What follows the name in brackets, which may hold anything.
      return (
        readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8').replace(/^.*\) /s, '')[0] ?? ''
      )
    } catch {
      return 'T'
    }
  }
  while (!readdirSync(`/proc/${pid}/task`).every((thread) => stateOf(thread) === 'T'))
    await sleep(1)
}

/** Waits until the server answers; one that has ended shows why. */
async function answering(server: LdapServer, running: TestProcess): Promise<void> {
  let ended = false
  void running.ended.then(() => {
    ended = true
  })
  for (const deadline = performance.now() + 15_000; ; await sleep(20)) {
    try {
      await using _link = await openLdap({ ...server, bind: null })
      return
    } catch (error) {
      if (ended || performance.now() > deadline) {
        throw new Error(`slapd does not answer: ${running.output()}`, { cause: error })
      }
    }
  }
}

async function prepare(folder: string, { limits, schemas = [] }: SlapdOptions): Promise<void> {
  await promisify(execFile)('mkdir', ['-p', join(folder, 'db')])
  const shipped = readFileSync(join(SCHEMAS, '..', 'slapd.conf'), 'utf8')
  const lines = [
    ...['core', 'cosine', 'inetorgperson'].map((name) => `include ${DEBIAN}/${name}.schema`),
    ...['hpd', 'fundament'].map((name) => `include ${join(SCHEMAS, name)}.schema`),
    ...schemas.map((path) => `include ${path}`),
    ...['modulepath /usr/lib/ldap', 'moduleload back_mdb', 'threads 4'],
    `TLSCACertificateFile ${join(folder, 'ca.pem')}`,
    `TLSCertificateFile ${join(folder, 'server.pem')}`,
    `TLSCertificateKeyFile ${join(folder, 'server.key')}`,
    ...['TLSVerifyClient never', limits ?? 'sizelimit unlimited'],
    ...['database mdb', `suffix "${SUFFIX}"`, `directory ${join(folder, 'db')}`],
    ...[`rootdn "${ADMIN.dn}"`, `rootpw ${ADMIN.password.reveal()}`, 'maxsize 1073741824'],
    ...['dbnosync', 'access to attrs=userPassword by anonymous auth'],
    'access to * by users read by anonymous read',
    // The indexes are part of what is shipped.
    ...(shipped.match(/^index .*$/gm) ?? []),
  ]
  await writeFile(join(folder, 'slapd.conf'), `${lines.join('\n')}\n`)
}

/** @returns the certificate of an authority that lives as long as the test; the server's own is for 127.0.0.1 */
async function makeCertificate(folder: string): Promise<string> {
  const openssl = async (...args: readonly string[]) =>
    await promisify(execFile)('openssl', [...args], { cwd: folder })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  await openssl(
    ...['req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2'],
    ...['-subj', '/CN=Test authority'],
  )
  await openssl(
    ...['req', '-x509', ...key, '-keyout', 'server.key', '-out', 'server.pem', '-days', '2'],
    ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'],
    ...['-CA', 'ca.pem', '-CAkey', 'ca.key'],
  )
  return readFileSync(join(folder, 'ca.pem'), 'utf8')
}
