import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Every file below a folder, by name; a linked file counts, a linked folder does not, so that no loop arises.
 *
 * @returns paths that begin with `folder`
 */
export async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isLinkedFile(path)))) yield path
  }
}

async function isLinkedFile(path: string): Promise<boolean> {
  try {
    return (await stat(await realpath(path))).isFile()
  } catch {
    return false
  }
}
