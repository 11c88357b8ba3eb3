import { withoutComments } from './code-text.ts'
import type { SourceFile } from './project.ts'

const READ = /\.\w+\(\s*'([A-Z][A-Z0-9_]{1,})'/g
const SECRET_OR_FILE = /\.optionalSecret\(\s*'([A-Z][A-Z0-9_]+)',\s*\{[^}]*\breadFile\b/g
const NAMED = /\b(?:read|reader)\.\w+\(\s*'([A-Z][A-Z0-9_]{1,})'|'(FUNDAMENT_[A-Z0-9_]+)'/g
const DIRECT = /\b(?:process\.env|env)(?:\.|\[')([A-Z][A-Z0-9_]+)/g

/** What npm and the system put there is no setting of ours. */
const NOT_SETTINGS = new Set(['PATH', 'HOME', 'USER', 'NODE_ENV'])

/**
 * Names of the environment variables that are read: in a `config.ts`, a folder `config`, or through its reader, from the environment
 * itself, and every name that begins as ours do.
 */
export function settingsRead(files: readonly SourceFile[]): readonly string[] {
  const names = files
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .map(({ path, text }) => ({ path, code: withoutComments(text) }))
    .flatMap(({ path, code }) => [
      ...[...code.matchAll(DIRECT)].map(([, name]) => name),
      ...[...code.matchAll(NAMED)].map(([, read, ours]) => read ?? ours),
      ...(/(^|\/)config(\.ts|\/[^/]+\.ts)$/.test(path) ? namesInConfig(code) : []),
    ])
  return [...new Set(names.filter((name) => name !== undefined))]
    .filter((name) => !NOT_SETTINGS.has(name))
    .sort()
}

const namesInConfig = (code: string): readonly (string | undefined)[] => [
  ...[...code.matchAll(READ)].map(([, name]) => name),
  ...[...code.matchAll(SECRET_OR_FILE)].map(([, name]) => `${name}_FILE`),
]

/** Names in the first column of the README's settings table. */
export function settingsTold(readme: string): readonly string[] {
  const [, after = ''] = readme.split(/^## Settings$/m)
  const [section = ''] = after.split(/^## /m)
  const cells = [...section.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = '']) => cell)
  return cells
    .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    .sort()
}
