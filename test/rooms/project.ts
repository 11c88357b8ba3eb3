import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file of the project: path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const NOT_OURS = new Set(['node_modules', 'data', '.git'])

/** Every file of the project, read once; neither dependencies nor the data folder. */
export function projectFiles(): readonly SourceFile[] {
  files ??= pathsBelow('').map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
  return files
}

/** The TypeScript of the project, tests too. */
export const projectCode = (): readonly SourceFile[] =>
  projectFiles().filter(({ path }) => /\.m?ts$|\.mjs$/.test(path))

/** Code that exists for tests only. */
export const isTest = (path: string): boolean =>
  /(^|\/)test\//.test(path) || path.endsWith('.test.ts')

let files: readonly SourceFile[] | undefined

function pathsBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name) && !name.endsWith('.log'))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      return entry.isDirectory() ? pathsBelow(path) : entry.isFile() ? [path] : []
    })
}
