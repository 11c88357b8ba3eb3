import { withoutComments } from './code-text.ts'
import { isTest, type SourceFile } from './project.ts'

/** Code and kind of one expected failure. */
export interface CatalogueEntry {
  readonly code: string
  readonly kind: string
}

const CLASS = /\bclass (\w+)[^{]*\bextends (\w+)/g
const ROW = /^\| `([A-Z][A-Z0-9_]*)` \| (\w+) \|/gm

/** The rows of `schema/errors.md` below the heading of expected failures. */
export function catalogued(markdown: string): readonly CatalogueEntry[] {
  const [, after = ''] = markdown.split('## Expected failures')
  const [section = ''] = after.split(/^## /m)
  return [...section.matchAll(ROW)].map(([, code = '', kind = '']) => ({ code, kind }))
}

/**
 * The codes that classes state, read from the text of the code.
 *
 * @throws {Error} naming the class, when an expected failure states its code or kind other than as a literal
 */
export function stated(files: readonly SourceFile[]): readonly CatalogueEntry[] {
  const classes = files.filter(({ path }) => !isTest(path)).flatMap(classesOf)
  const known = new Set(['KnownError'])
  for (let before = 0; before < known.size; ) {
    before = known.size
    for (const { name, parent } of classes) if (known.has(parent)) known.add(name)
  }
  const parents = new Set(classes.map(({ parent }) => parent))
  return classes
    .filter(
      ({ name, parent, body }) =>
        known.has(parent) && (literal(body, 'code') || !parents.has(name)),
    )
    .map(({ name, parent, body, path }) => {
      const code = literal(body, 'code')
      const kind = literal(body, 'kind') ?? inheritedKind(classes, parent)
      if (code && kind) return { code, kind }
      throw new Error(`Cannot catalogue class "${name}" of ${path}: code or kind is no literal`)
    })
}

interface ClassText {
  readonly path: string
  readonly name: string
  readonly parent: string
  readonly body: string
}

function classesOf({ path, text }: SourceFile): readonly ClassText[] {
  const code = withoutComments(text)
  const found = [...code.matchAll(CLASS)]
  return found.map(({ 1: name = '', 2: parent = '', index }, position) => ({
    path,
    name,
    parent,
    body: code.slice(index, found[position + 1]?.index),
  }))
}

const literal = (body: string, field: string): string | undefined =>
  new RegExp(`readonly ${field}(?:: \\w+)? = '(\\w+)'`).exec(body)?.[1]

function inheritedKind(classes: readonly ClassText[], name: string): string | undefined {
  const parent = classes.find((candidate) => candidate.name === name)
  return parent && (literal(parent.body, 'kind') ?? inheritedKind(classes, parent.parent))
}
