import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { holdLock } from './lock.mjs'
import { ROOT } from './root.mjs'

/** npm did not bring the dependencies; the message holds what it said. */
export class InstallFailed extends Error {}

/** Installs the dependencies when they differ from the lockfile; of two launchers at once the second waits. */
export async function install(root = ROOT) {
  if (isInstalled(root)) return
  const release = await holdLock(`fundament install ${root}`)
  try {
    if (isInstalled(root)) return
    process.stderr.write('Installing dependencies from the lockfile ...\n')
    await npmCi(root)
    // npm makes no folder for an empty lockfile.
    mkdirSync(join(root, 'node_modules'), { recursive: true })
    writeFileSync(stampFile(root), lockfileHash(root))
  } finally {
    release()
  }
}

/** @param {string} root the project's folder */
export function isInstalled(root) {
  try {
    if (readFileSync(stampFile(root), 'utf8') === lockfileHash(root)) return true
  } catch {
    // No stamp: someone may have run npm by hand, and npm notes when it has finished.
  }
  return modified(join(root, 'node_modules', '.package-lock.json')) >= modified(lockfile(root))
}

const lockfile = (root) => join(root, 'package-lock.json')
const stampFile = (root) => join(root, 'node_modules', '.fundament-lockfile')
const lockfileHash = (root) =>
  createHash('sha256')
    .update(readFileSync(lockfile(root)))
    .digest('hex')
const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

async function npmCi(root) {
  const [program, ...first] = npm()
  // The gate needs the development tools too, and every platform its own binaries, whatever NODE_ENV says.
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--loglevel=error']
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = () => child.kill('SIGTERM')
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data))
  const [code] = await once(child, 'close')
  process.off('SIGINT', stop).off('SIGTERM', stop)
  if (code === 0) return
  throw new InstallFailed(`Cannot install dependencies: npm ci failed\n${Buffer.concat(said)}`)
}

/** The npm that started us, so that a machine with several keeps to one. */
function npm() {
  const path = process.env.npm_execpath ?? ''
  return basename(path) === 'npm-cli.js' ? [process.execPath, path] : ['npm']
}
