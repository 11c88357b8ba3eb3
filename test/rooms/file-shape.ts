import { places, withoutTexts } from './code-text.ts'
import type { SourceFile } from './project.ts'

const MAX_LINES = 400
const KEBAB = /^_?[a-z0-9]+(-[a-z0-9]+)*(\.(test|valid|invalid|d))?\.\w+$/
const SAYS_NOTHING = /(^|[-_])(utils?|helpers?|managers?|misc|common)([-.]|$)/

/** @returns files over 400 lines that do not say why in their first line */
export const longFiles = (files: readonly SourceFile[]): readonly string[] =>
  files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1
    return lines > MAX_LINES && !text.startsWith('//') ? [`${path}: ${lines} lines`] : []
  })

/** @returns files whose name is not kebab-case, or says nothing about what is in them */
export const poorNames = (files: readonly SourceFile[]): readonly string[] =>
  files
    .map(({ path }) => path)
    .filter((path) => {
      const name = path.slice(path.lastIndexOf('/') + 1)
      return !KEBAB.test(name) || SAYS_NOTHING.test(name)
    })

/** @returns default exports, and exports that only pass on another file's */
export const poorExports = (files: readonly SourceFile[]): readonly string[] =>
  files.flatMap(({ path, text }) =>
    places(path, withoutTexts(text), /^export (default\b|\*|(type )?\{[^}]*\} from\b)/gm),
  )
