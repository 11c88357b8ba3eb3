import { isTest, type SourceFile } from './project.ts'

const DOCUMENTED_ROOMS = /^services\/(kit|[^/]+\/(domain|store|client|source))\//
const EXPORT =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|class|interface|type)\s+(\w+)/

/** @returns exports of kit, domain, store, client and source that have no doc comment right above them */
export function undocumentedExports(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => DOCUMENTED_ROOMS.test(path) && !isTest(path))
    .flatMap(({ path, text }) => {
      const documented = new Set<string>()
      const lines = text.split('\n')
      return lines.flatMap((line, index) => {
        const name = EXPORT.exec(line)?.[1]
        if (!name) return []
        if (lines[index - 1]?.trimEnd().endsWith('*/')) documented.add(name)
        return documented.has(name) ? [] : [`${path}:${index + 1} ${name}`]
      })
    })
}
