import { importsOf } from './imports.ts'
import type { SourceFile } from './project.ts'

/**
 * Finds files that import each other in a circle, by types too.
 *
 * @returns each circle once, as the paths along it
 */
export function importCycles(files: readonly SourceFile[]): readonly string[] {
  const targets = new Map(
    files.map((file) => [file.path, importsOf(file).filter((found) => !found.isPackage)]),
  )
  const done = new Set<string>()
  const cycles: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path)
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), path].join(' -> '))
    if (seenAt >= 0 || done.has(path)) return
    for (const { to } of targets.get(path) ?? []) walk(to, [...trail, path])
    done.add(path)
  }
  for (const path of targets.keys()) walk(path, [])
  return cycles
}
