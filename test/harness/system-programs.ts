import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'

/** Programs of the system that tests start, and the Debian package that brings each. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  slapd: 'slapd',
  slapadd: 'slapd',
  ldapsearch: 'ldap-utils',
  openssl: 'openssl',
  chromium: 'chromium',
}

// Servers lie where only root has its path.
const FOLDERS = [
  ...(process.env.PATH ?? '').split(':').filter(Boolean),
  ...['/usr/local/sbin', '/usr/sbin', '/sbin'],
]

/** @returns where a program lies; null when the machine has none of the name */
export const systemProgram = (name: string): string | null =>
  FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null

/** @returns names of those that tests need and that are not there */
export const missingPrograms = (
  names: readonly string[] = Object.keys(PROGRAMS),
): readonly string[] => names.filter((name) => systemProgram(name) === null)

/**
 * Registers tests that start programs of the system. Where one is missing they do not run, and one line of the gate's
 * report says so; in CI a missing one fails.
 *
 * @example withSystemPrograms(['slapd'], () => describe('publish()', () => …))
 */
export function withSystemPrograms(names: readonly string[], register: () => void): void {
  const missing = missingPrograms(names)
  if (missing.length === 0) {
    register()
    return
  }
  const packages = [...new Set(missing.map((name) => PROGRAMS[name] ?? name))].join(', ')
  if (process.env.CI === 'true') throw new Error(`Cannot start ${missing}: CI needs ${packages}`)
  it(`tests with ${missing.join(', ')}`, (test) => test.skip(`${packages} is not installed`))
}
