import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Secret } from '../../services/kit/secret.ts'
import { type Account, isRoot, serverAccount } from './account.ts'
import { postgresBinaries } from './binaries.ts'
import { EmbeddedPostgresUnavailable } from './errors.ts'
import { isAlive } from './postmaster.ts'
import { DATA_FOLDER, EXTRA_FILE, startProgram } from './program.ts'

/** The role that owns everything in the embedded server. */
export const ROLE = 'fundament'

/** A set of databases on disk, with what is needed to serve it. */
export interface Cluster {
  /** The server's data directory. */
  readonly folder: string
  readonly logFile: string
  readonly account: Account
  readonly password: Secret
  /** Folder of the server's programs. */
  readonly programs: string
}

/**
 * Opens the cluster below `dataDir`, and makes it first where there is none.
 * A cluster that was being made when the process was killed is never taken for a whole one.
 *
 * @throws {EmbeddedPostgresUnavailable} when it belongs to another user, or `initdb` fails
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const home = join(dataDir, 'postgres')
  const folder = join(home, 'cluster')
  await mkdir(dataDir, { recursive: true })
  await mkdir(home, { recursive: true, mode: 0o700 })
  const owner = await ownerOf(folder)
  const account = owner ?? serverAccount()
  const programs = await postgresBinaries(account)
  if (!owner) await createCluster(home, account, programs)
  return {
    folder,
    logFile: join(home, 'server.log'),
    account,
    password: new Secret((await readFile(join(folder, PASSWORD_FILE), 'utf8')).trim()),
    programs,
  }
}

/** Inside the data directory, so that the password and the data it opens are made and moved as one. */
const PASSWORD_FILE = 'fundament.password'

async function ownerOf(folder: string): Promise<Account | null> {
  const found = await stat(folder).catch(() => null)
  if (!found) return null
  if (!isRoot() && found.uid !== process.getuid?.()) {
    throw new EmbeddedPostgresUnavailable(
      `Cannot use data directory "${folder}": it belongs to user "${found.uid}"`,
    )
  }
  return { uid: found.uid, gid: found.gid }
}

async function createCluster(home: string, account: Account, programs: string): Promise<void> {
  await removeDrafts(home)
  const draft = join(home, `draft-${process.pid}`)
  const passwordFile = `${draft}.password`
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  if (isRoot()) {
    for (const path of [draft, passwordFile]) await chown(path, account.uid, account.gid)
  }
  await initialise({ draft, passwordFile, account, programs })
  await rename(passwordFile, join(draft, PASSWORD_FILE))
  // Of two processes that make it at once, the second finds the place taken and uses what is there.
  await rename(draft, join(home, 'cluster')).catch(() => rm(draft, { recursive: true }))
}

async function initialise(plan: {
  readonly draft: string
  readonly passwordFile: string
  readonly account: Account
  readonly programs: string
}): Promise<void> {
  const initdb = startProgram({
    folder: plan.programs,
    name: 'initdb',
    args: [
      ...[`--pgdata=${DATA_FOLDER}`, `--pwfile=${EXTRA_FILE}`, `--username=${ROLE}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
      // Sorts by code point, which an index can do without a library, and still knows the case of every letter.
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    dataFolder: plan.draft,
    extraFile: plan.passwordFile,
    account: plan.account,
    output: 'pipe',
  })
  const ended = once(initdb, 'close')
  const output = [initdb.stdout, initdb.stderr].map((stream) => (stream ? text(stream) : ''))
  const [status] = await ended
  if (status === 0) return
  const said = (await Promise.all(output)).join(' ').trim().split('\n').at(-1)
  throw new EmbeddedPostgresUnavailable(`Cannot create database cluster: ${said}`)
}

async function removeDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(/^draft-(\d+)/.exec(name)?.[1] ?? Number.NaN)
    if (pid && (pid === process.pid || !isAlive(pid))) {
      await rm(join(home, name), { recursive: true, force: true })
    }
  }
}
