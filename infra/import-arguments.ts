import { parseArgs } from 'node:util'
import { type LocalDate, localDate } from '../services/directory/domain/time/local-date.ts'
import { ImportUnusable } from '../services/directory/errors/importing.ts'
import { COLUMN_FIELDS } from '../services/directory/source/csv-tables.ts'
import type { ImportOptions } from '../services/directory/source/import/plan.ts'
import type { Visibility } from '../services/directory/store/tables.ts'

export const IMPORT_USAGE = `npm run fundament -- import FILE|FOLDER|URL ...

  --dry-run              do everything, then leave the register as it was
  --force                take known bytes, an older day, and many closings
  --source NAME          the source that the files belong to; by default the name of their format
  --visibility CLASS     public or restricted; a source keeps its class until it is told another
  --snapshot-date DAY    YYYY-MM-DD, for files that do not say theirs
  --column NAME=FIELD    read a column as a field; may be repeated
  --rejections FILE      write every rejected row to a file, tab-separated
  --ldap FILE            read an outside LDAP directory, by the settings in a JSON file
  --inspect FILE         show which columns would be read as which fields, and write nothing
`

/** What `import` was asked for. */
export type ImportArguments =
  | {
      readonly kind: 'import'
      readonly paths: readonly string[]
      readonly options: ImportOptions
      readonly rejectionsFile: string | null
      /** Settings of an outside LDAP directory. */
      readonly ldapFile: string | null
    }
  | {
      readonly kind: 'inspect'
      readonly path: string
      readonly columnOverrides: ReadonlyMap<string, string>
    }

/** @throws {ImportUnusable} naming the argument that cannot be used */
export function importArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = parsed(args)
  const columnOverrides = new Map((values.column ?? []).map(columnPair))
  if (values.inspect !== undefined) {
    if (positionals.length > 0) throw new ImportUnusable('Cannot inspect and import in one command')
    return { kind: 'inspect', path: values.inspect, columnOverrides }
  }
  const ldapFile = values.ldap ?? null
  if (positionals.length === 0 && ldapFile === null) {
    throw new ImportUnusable('Cannot import: no file is named')
  }
  const options: ImportOptions = {
    dryRun: values['dry-run'] ?? false,
    force: values.force ?? false,
    columnOverrides,
    ...(values.source === undefined ? {} : { source: sourceName(values.source) }),
    ...(values.visibility === undefined ? {} : { visibility: visibility(values.visibility) }),
    ...(values['snapshot-date'] === undefined
      ? {}
      : { snapshotDate: day(values['snapshot-date']) }),
  }
  const rejectionsFile = values.rejections ?? null
  return { kind: 'import', paths: positionals, options, rejectionsFile, ldapFile }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        force: { type: 'boolean' },
        source: { type: 'string' },
        visibility: { type: 'string' },
        'snapshot-date': { type: 'string' },
        column: { type: 'string', multiple: true },
        rejections: { type: 'string' },
        ldap: { type: 'string' },
        inspect: { type: 'string' },
      },
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new ImportUnusable(`Cannot import: ${error.message.split('\n')[0]}`, { cause: error })
  }
}

function columnPair(pair: string): [column: string, field: string] {
  const at = pair.lastIndexOf('=')
  if (at <= 0 || at === pair.length - 1) {
    throw new ImportUnusable(`Cannot read column "${pair}": it must be NAME=FIELD`)
  }
  const field = pair.slice(at + 1)
  if (!COLUMN_FIELDS.has(field)) {
    const fields = [...COLUMN_FIELDS].join(', ')
    throw new ImportUnusable(`Cannot bind column to field "${field}": there is ${fields}`)
  }
  return [pair.slice(0, at), field]
}

function sourceName(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,49}$/.test(name)) return name
  throw new ImportUnusable(
    `Cannot use source "${name}": it must be of a to z, digits and hyphens, 50 at most`,
  )
}

function visibility(text: string): Visibility {
  if (text === 'public' || text === 'restricted') return text
  throw new ImportUnusable(`Cannot use visibility "${text}": it must be public or restricted`)
}

function day(text: string): LocalDate {
  try {
    return localDate(text)
  } catch (error) {
    throw new ImportUnusable(`Cannot use snapshot date "${text}": it must be YYYY-MM-DD`, {
      cause: error,
    })
  }
}
