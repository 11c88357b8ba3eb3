import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './root.mjs'

const OLDEST_MAJOR = 24

/** No Node here is new enough. */
export class NodeMissing extends Error {}

/**
 * Chooses the Node that runs TypeScript as it stands: the one that npm installed for this platform, else our own.
 *
 * @param {{ root?: string, version?: string, platform?: string }} [where] the machine, as it is unless told
 * @returns {string} path of the program
 */
export function runtime(where = {}) {
  const { root = ROOT, version = process.versions.node } = where
  const platform = where.platform ?? `${process.platform}-${process.arch}`
  const pinned = join(root, 'node_modules', `node-${platform}`, 'bin', 'node')
  if (existsSync(pinned)) return pinned
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return process.execPath
  throw new NodeMissing(
    `Cannot start with Node "${version}": npm brings no Node for ${platform}, install version ${OLDEST_MAJOR} or later`,
  )
}
