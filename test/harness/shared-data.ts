import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'

const SHARED = fileURLToPath(new URL('../../../shared', import.meta.url))

/**
 * Where a file or folder of the sample data beside the project lies.
 *
 * @param path below `../shared/data`
 * @returns null when it is not there, except in CI
 * @throws {Error} in CI, where the data must be there
 */
export const sharedData = (path: string): string | null => present(join(SHARED, 'data', path))

/**
 * Registers tests that read the data beside the project. Where it is missing they do not run, and one line of the
 * gate's report says so; in CI a missing file fails.
 *
 * @param register gets the full path
 * @example withSharedData('sor/ONE_SYGEHUS.xml', (path) => it('imports it', () => importing(path)))
 */
export const withSharedData = (path: string, register: (path: string) => void): void =>
  withFile(`data/${path}`, register)

/** The same for a file beside the data folder. */
export const withSharedFile = (path: string, register: (path: string) => void): void =>
  withFile(path, register)

function withFile(path: string, register: (path: string) => void): void {
  const found = present(join(SHARED, path))
  if (found) register(found)
  else it(`tests on ${path}`, (test) => test.skip(`../shared/${path} is not there`))
}

function present(path: string): string | null {
  if (existsSync(path)) return path
  if (process.env.CI === 'true')
    throw new Error(`Cannot find shared data "${path}": absent, and CI needs it`)
  return null
}
