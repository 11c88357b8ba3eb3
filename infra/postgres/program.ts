import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, spawnAs } from './account.ts'

/** The data directory, as a program started by {@link startProgram} names it. */
export const DATA_FOLDER = '/proc/self/fd/3'

/** The extra file, as a program started by {@link startProgram} names it. */
export const EXTRA_FILE = '/proc/self/fd/4'

/**
 * Starts a server program in a process group of its own, under the account.
 *
 * The data directory is opened here and handed down: the account may lack the right to walk to it, as it does
 * below a folder that only root may enter, and still work in it.
 *
 * @param plan.output file descriptor, or 'pipe', for both standard output and standard error
 */
export function startProgram(plan: {
  readonly folder: string
  readonly name: 'initdb' | 'postgres'
  readonly args: readonly string[]
  readonly dataFolder: string
  readonly extraFile?: string
  readonly account: Account
  readonly output: number | 'pipe'
}): ChildProcess {
  const paths = [plan.dataFolder, ...(plan.extraFile ? [plan.extraFile] : [])]
  const opened = paths.map((path) => openSync(path, 'r'))
  try {
    return spawn(join(plan.folder, plan.name), plan.args, {
      ...spawnAs(plan.account),
      cwd: plan.dataFolder,
      detached: true,
      env: {},
      stdio: ['ignore', plan.output, plan.output, ...opened],
    })
  } finally {
    opened.forEach(closeSync)
  }
}
