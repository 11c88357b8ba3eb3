import { posix } from 'node:path'
import { withoutComments } from './code-text.ts'
import type { SourceFile } from './project.ts'

/** One import: who, and what; a relative target is a path from the root, anything else a package. */
export interface Import {
  readonly from: string
  readonly to: string
  readonly isPackage: boolean
}

const STATEMENT = /^(?:import|export)(?:\s+type)?\b[\w\s{},*$]*?\bfrom\s*['"]([^'"]+)['"]/gm
const BARE = /^import\s*['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** Every import of a file: of values and of types, static and dynamic, and what it passes on. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  const code = withoutComments(text)
  return [STATEMENT, BARE, DYNAMIC]
    .flatMap((pattern) => [...code.matchAll(pattern)])
    .map(([, target = '']) => ({
      from: path,
      to: target.startsWith('.') ? posix.join(posix.dirname(path), target) : target,
      isPackage: !target.startsWith('.'),
    }))
}
