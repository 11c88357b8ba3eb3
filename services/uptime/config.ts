import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { EnvReader } from '../kit/config.ts'
import { networkList } from '../kit/http/inside-address.ts'
import type { Secret } from '../kit/secret.ts'
import { catalogueFrom } from './config/catalogue.ts'
import { type MailConfig, mailConfigFrom } from './config/mail.ts'
import type { Catalogue } from './domain/catalogue.ts'
import { CatalogueInvalid } from './errors/catalogue.ts'

/** How this process measures. */
export interface ProberConfig {
  /** Name of this process among all that measure. */
  readonly prober: string
  readonly most: number
  readonly mostPerHost: number
  /** Networks inside that may be probed, in CIDR notation. */
  readonly allowed: readonly string[]
  readonly authorities: readonly string[]
  readonly secretOf: (variable: string) => string | null
  readonly confirmAfterMs: number
}

/** What uptime needs to know beside its database. */
export interface UptimeConfig {
  /** What is watched; null where no file is named. */
  readonly catalogue: Catalogue | null
  /** Null where this process measures nothing itself. */
  readonly prober: ProberConfig | null
  /** How mail is sent; null where none is. */
  readonly mail: MailConfig | null
  readonly keeping: { readonly resultDays: number; readonly minuteDays: number }
}

/** The only place that knows the names of uptime's settings; problems go to `read`. */
export function uptimeConfigFrom(read: EnvReader): UptimeConfig {
  const catalogue = catalogueOf(read)
  const prober = proberConfigFrom(read, catalogue)
  return {
    catalogue,
    prober: read.choice('UPTIME_PROBES', ['on', 'off'], 'on') === 'on' ? prober : null,
    mail: mailConfigFrom(read),
    keeping: {
      resultDays: read.integer('UPTIME_RESULT_DAYS', { min: 1, max: 366, fallback: 7 }),
      minuteDays: read.integer('UPTIME_MINUTE_DAYS', { min: 1, max: 3_650, fallback: 90 }),
    },
  }
}

const proberConfigFrom = (read: EnvReader, catalogue: Catalogue | null): ProberConfig => ({
  prober: read.text('UPTIME_PROBER', `${hostname()}-${process.pid}`),
  most: read.integer('UPTIME_MOST_PROBES', { min: 1, max: 10_000, fallback: 100 }),
  mostPerHost: read.integer('UPTIME_MOST_PER_HOST', { min: 1, max: 1_000, fallback: 2 }),
  allowed: networksOf(read),
  authorities: authoritiesOf(read),
  secretOf: secretsOf(read, catalogue),
  confirmAfterMs: read.integer('UPTIME_CONFIRM_MS', { min: 0, max: 60_000, fallback: 2_000 }),
})

function catalogueOf(read: EnvReader): Catalogue | null {
  const path = read.optionalText('UPTIME_CATALOGUE_FILE')
  if (path === null) return null
  try {
    return catalogueFrom(readFileSync(path, 'utf8'))
  } catch (cause) {
    const state = cause instanceof CatalogueInvalid ? cause.message : 'it is not readable'
    read.problem(`UPTIME_CATALOGUE_FILE must name a catalogue, but "${path}": ${state}`)
    return null
  }
}

/** Secrets of probes stand in variables of their own, or in files, and never in the catalogue. */
function secretsOf(read: EnvReader, catalogue: Catalogue | null): ProberConfig['secretOf'] {
  const { services = [], accessPoints = [], references = [] } = catalogue ?? {}
  const probes = [...services, ...accessPoints].flatMap((each) => each.probes).concat(references)
  const secrets = new Map<string, Secret>()
  for (const probe of probes) {
    const variable = probe.kind === 'ldap' ? probe.passwordVariable : null
    const options = { readFile: (path: string) => readFileSync(path, 'utf8') }
    const secret = variable === null ? null : read.optionalSecret(variable, options)
    if (variable !== null && secret) secrets.set(variable, secret)
  }
  return (variable) => secrets.get(variable)?.reveal() ?? null
}

function authoritiesOf(read: EnvReader): readonly string[] {
  const path = read.optionalText('UPTIME_CA_FILE')
  if (path === null) return []
  try {
    return [readFileSync(path, 'utf8')]
  } catch {
    read.problem(`UPTIME_CA_FILE must name a readable file, is "${path}"`)
    return []
  }
}

function networksOf(read: EnvReader): readonly string[] {
  const text = read.optionalText('UPTIME_ALLOWED_NETWORKS') ?? ''
  const networks = text.split(/[\s,]+/).filter((item) => item !== '')
  try {
    networkList(networks)
    return networks
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    read.problem(`UPTIME_ALLOWED_NETWORKS must name networks as 10.1.0.0/16: ${error.message}`)
    return []
  }
}
