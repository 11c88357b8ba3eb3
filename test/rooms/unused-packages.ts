import type { SourceFile } from './project.ts'

/** @returns packages that no import, static or dynamic, names */
export const unusedPackages = (
  names: readonly string[],
  files: readonly SourceFile[],
): readonly string[] =>
  names.filter((name) => {
    const named = new RegExp(`['"]${name.replace(/[/.]/g, '\\$&')}(/[^'"]*)?['"]`)
    return !files.some(({ text }) => named.test(text))
  })
