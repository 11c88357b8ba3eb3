import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { missingPrograms, PROGRAMS, systemProgram } from '../harness/system-programs.ts'
import { runCommand } from './command.ts'
import type { Step } from './step.ts'

const NAME = 'system packages'

/**
 * Makes sure that the programs are there that tests start and that do not come by npm. In CI, as root on a Debian, those
 * that are missing are installed, and none is started by that; what is missing then fails. Elsewhere nothing is installed,
 * and the tests that need them say that they do not run.
 */
export async function systemPackages(signal: AbortSignal): Promise<Step> {
  const begun = performance.now()
  const step = (passed: boolean, output = ''): Step => ({
    ...{ name: NAME, passed, output },
    seconds: (performance.now() - begun) / 1_000,
  })
  const missing = packagesOf(missingPrograms())
  if (missing.length === 0 || process.env.CI !== 'true') return step(true)
  const canInstall = process.getuid?.() === 0 && systemProgram('apt-get') !== null
  if (!canInstall) return step(false, `CI needs packages that are missing: ${missing.join(', ')}`)
  const installed = await install(missing, signal)
  const left = packagesOf(missingPrograms())
  return left.length === 0 ? step(true) : step(false, `${installed}\nMissing: ${left.join(', ')}`)
}

const packagesOf = (programs: readonly string[]): readonly string[] => [
  ...new Set(programs.map((program) => PROGRAMS[program] ?? program)),
]

async function install(packages: readonly string[], signal: AbortSignal): Promise<string> {
  using _policy = withoutStarting()
  // Else the package would make a directory of its own out of the machine's name.
  spawnSync('debconf-set-selections', { input: 'slapd slapd/no_configuration boolean true\n' })
  const apt = [
    ...(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y'] as const),
    // Another installation may be under way.
    ...['-o', 'DPkg::Lock::Timeout=120'],
  ] as const
  const output: string[] = []
  for (const args of [['update'], ['install', '--no-install-recommends', ...packages]]) {
    output.push((await runCommand(NAME, [...apt, ...args], signal)).output)
  }
  return output.join('')
}

const POLICY = '/usr/sbin/policy-rc.d'

/** Debian asks this file before it starts what a package brings; 101 forbids it. One that is there already stays. */
function withoutStarting(): Disposable {
  if (existsSync(POLICY)) return { [Symbol.dispose]: () => {} }
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  return { [Symbol.dispose]: () => rmSync(POLICY, { force: true }) }
}
