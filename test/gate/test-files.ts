import { readdirSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

const ROOMS = ['services', 'gateway', 'schema', 'infra', 'monitoring', 'test']
const PASSED_OVER = new Set(['node_modules', 'data', 'bench'])

/**
 * Finds the test files below the project's rooms, or below what was asked for by name.
 *
 * @param asked files or folders, relative to `root`; all rooms when empty
 * @throws {Error} when something asked for holds no test file
 */
export function testFiles(root: string, asked: readonly string[]): readonly string[] {
  if (asked.length === 0) return ROOMS.flatMap((room) => testFilesBelow(root, room))
  return asked.flatMap((path) => {
    const found = testFilesBelow(root, path)
    if (found.length === 0) throw new Error(`Cannot test "${path}": no *.test.ts there`)
    return found
  })
}

function testFilesBelow(root: string, path: string): readonly string[] {
  const start = join(root, path)
  const entry = statSync(start, { throwIfNoEntry: false })
  if (!entry) return []
  if (entry.isFile()) return path.endsWith('.test.ts') ? [start] : []
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => !name.split(sep).some((part) => PASSED_OVER.has(part)))
    .map((name) => join(start, name))
    .sort()
}
