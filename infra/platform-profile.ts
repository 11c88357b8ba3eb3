import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import { KnownError } from '../services/kit/errors.ts'
import { Secret } from '../services/kit/secret.ts'
import type { PlatformProfile, SystemIdentity } from '../services/nsp/platform/profile.ts'
import { SERVICE_PROFILES } from '../services/nsp/platform/service-profiles.ts'
import { isServiceName, SERVICE_NAMES } from '../services/nsp/platform/services.ts'
import { type ProfileFile, profileGrammar } from './platform-profile-grammar.ts'

/** A profile that cannot be used, with every problem of it: which setting, what it must be, and of which file. */
export class ProfileInvalid extends KnownError {
  readonly code = 'PROFILE_INVALID'
  readonly kind = 'invalid'
  readonly problems: readonly string[]

  constructor(path: string, problems: readonly string[]) {
    super(`Cannot use profile "${path}": ${problems.join('; ')}`)
    this.problems = problems
  }
}

/**
 * Reads the profile of an environment of the platform. Paths in it are relative to its folder.
 *
 * @throws {ProfileInvalid} naming every problem at once; what a key holds is never repeated
 */
export function platformProfileFrom(path: string): PlatformProfile {
  const read = v.safeParse(profileGrammar, jsonFrom(path))
  if (!read.success) throw new ProfileInvalid(path, read.issues.map(describeIssue))
  const file = read.output
  const problems: string[] = []
  const texts = new Files(dirname(path), problems)
  const authorities = file.authorities.map((name, index) => {
    const setting = `authorities.${index}`
    return texts.certificate(setting, name)
  })
  const services = servicesOf(file, problems)
  const system = systemOf(file, texts, problems)
  if (problems.length > 0) throw new ProfileInvalid(path, problems)
  const { name, dcc, signIn } = file
  return { name, services, dcc, authorities, system, signIn }
}

function jsonFrom(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new ProfileInvalid(path, ['it cannot be read'])
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new ProfileInvalid(path, ['it is not JSON'])
  }
}

const describeIssue = (issue: v.BaseIssue<unknown>): string =>
  `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`

function servicesOf({ host, services }: ProfileFile, problems: string[]) {
  const found: [string, URL][] = []
  for (const [name, place] of Object.entries(services)) {
    if (!isServiceName(name)) {
      problems.push(
        `services.${name}: there is no such service; known are ${SERVICE_NAMES.join(', ')}`,
      )
    } else if (place !== true) found.push([name, place])
    else if (host) found.push([name, new URL(SERVICE_PROFILES[name].path, host)])
    else problems.push(`services.${name}: true needs "host" to stand under`)
  }
  return Object.fromEntries(found)
}

function systemOf({ system }: ProfileFile, texts: Files, problems: string[]): SystemIdentity {
  const { certificate, key, ...facts } = system
  const own = texts.certificate('system.certificate', certificate)
  const text = texts.text('system.key', key)
  const problem = own && text ? wrongAboutKey(own, text) : null
  if (problem) problems.push(`system.key: "${resolve(texts.folder, key)}" ${problem}`)
  return { ...facts, certificate: own, key: new Secret(text) }
}

function wrongAboutKey(certificate: string, key: string): string | null {
  try {
    const own = createPrivateKey(key)
    if (own.asymmetricKeyType !== 'rsa') return 'is no key of RSA'
    return new X509Certificate(certificate).checkPrivateKey(own)
      ? null
      : 'is not the key of the certificate'
  } catch {
    return 'is no key in PEM that can be read'
  }
}

/** Files that settings name, and what is wrong with them. */
class Files {
  readonly folder: string
  readonly #problems: string[]

  constructor(folder: string, problems: string[]) {
    this.folder = folder
    this.#problems = problems
  }

  /** Empty where it cannot be read, which is a problem then. */
  text(setting: string, name: string): string {
    const path = resolve(this.folder, name)
    try {
      return readFileSync(path, 'utf8')
    } catch {
      this.#problems.push(`${setting}: "${path}" cannot be read`)
      return ''
    }
  }

  /** As {@link text}, for a certificate. */
  certificate(setting: string, name: string): string {
    const text = this.text(setting, name)
    try {
      if (text !== '') new X509Certificate(text)
      return text
    } catch {
      this.#problems.push(`${setting}: "${resolve(this.folder, name)}" is no certificate in PEM`)
      return ''
    }
  }
}
