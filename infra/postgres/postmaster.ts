import { type FileHandle, open, readlink, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server process of one cluster, as its `postmaster.pid` tells it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** False while it starts, recovers or stops. */
  readonly ready: boolean
}

/** Whether a process of that number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Finds the server that runs on the cluster; one left over from a crash counts.
 *
 * @returns null when none runs
 */
export async function findPostmaster(clusterFolder: string): Promise<Postmaster | null> {
  const file = await open(join(clusterFolder, 'postmaster.pid'), 'r+').catch(() => null)
  if (!file) return null
  try {
    const content = await file.readFile('utf8')
    const lines = content.split('\n')
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 1) return null
    if (await serves(pid, clusterFolder)) {
      return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' }
    }
    if (isAlive(pid) && pid !== process.pid) await disown(file, content)
    return null
  } finally {
    await file.close()
  }
}

/**
 * Frees a `postmaster.pid` whose number belongs to another program by now, which would keep the server from starting.
 * It takes its parent's number for its own stale one, and still makes sure that no session of the dead server lives.
 */
async function disown(file: FileHandle, content: string): Promise<void> {
  await file.truncate(0)
  await file.write(content.replace(/^\d+/, String(process.pid)), 0)
}

/** Stops the server; it ends open sessions, writes everything out, and is cut off when that takes too long. */
export async function stopPostmaster(
  { pid }: Postmaster,
  clusterFolder: string,
  patienceMs: number,
): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!(await serves(pid, clusterFolder))) return
    process.kill(pid, signal)
    if (await ends(pid, clusterFolder, patienceMs)) return
  }
}

async function ends(pid: number, clusterFolder: string, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline) {
    if (!(await serves(pid, clusterFolder))) return true
    await sleep(10)
  }
  return false
}

/** A server works in its data directory, which no other program does; a dead one that nobody reaped works nowhere. */
const serves = async (pid: number, clusterFolder: string): Promise<boolean> => {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null)
  return folder !== null && folder === (await realpath(clusterFolder).catch(() => null))
}
