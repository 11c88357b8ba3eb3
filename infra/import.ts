import { importFiles } from '../services/directory/source/import/import-files.ts'
import type { ImportReport } from '../services/directory/source/import-report.ts'
import { importReportText } from '../services/directory/source/import-report-text.ts'
import { inputsOf } from '../services/directory/source/input/inputs.ts'
import { inspect } from '../services/directory/source/inspect.ts'
import { inspectionText } from '../services/directory/source/inspection-text.ts'
import { feedFor } from '../services/directory/source/registry.ts'
import { migrations } from '../services/directory/store/migrations/migrations.ts'
import { migrateToLatest, openDatabase } from '../services/kit/database.ts'
import { isKnownError } from '../services/kit/errors.ts'
import { createLog } from '../services/kit/log.ts'
import type { Secret } from '../services/kit/secret.ts'
import { importConfigFrom } from './config.ts'
import { provideDatabase } from './database.ts'
import { IMPORT_USAGE, type ImportArguments, importArguments } from './import-arguments.ts'
import { ldapInput } from './import-ldap.ts'
import { progressView } from './import-progress.ts'
import { openRejectionsFile } from './rejections-file.ts'

/** Exit codes of `import`; 1 is a fault. */
const EXIT = { done: 0, usage: 2, refused: 3 } as const

/** What cannot be trusted to be whole is refused, as a file is. */
const REFUSALS: ReadonlySet<string> = new Set([
  'IMPORT_REFUSED',
  'LDAP_SIZE_LIMIT',
  'LDAP_REFERRAL',
])

/**
 * Imports files into the register, whether it is being served or not.
 *
 * @returns the exit code: 0 also with rejected rows, 2 for what cannot be asked, 3 when the import is refused
 */
export async function runImport(args: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const wanted = importArguments(args)
    return wanted.kind === 'inspect' ? await showInspection(wanted) : await load(wanted, signal)
  } catch (error) {
    if (!isKnownError(error)) throw error
    process.stderr.write(`${error.message}\n`)
    if (REFUSALS.has(error.code)) return EXIT.refused
    if (error.code !== 'IMPORT_UNUSABLE' && error.code !== 'LDAP_UNUSABLE') throw error
    process.stderr.write(`\n${IMPORT_USAGE}`)
    return EXIT.usage
  }
}

async function load(
  wanted: Extract<ImportArguments, { kind: 'import' }>,
  signal: AbortSignal,
): Promise<number> {
  const config = importConfigFrom(process.env)
  const log = createLog({ level: config.logLevel })
  await using stack = new AsyncDisposableStack()
  const { files: inputs, skipped } = stack.use(await inputsOf(wanted.paths, { signal }))
  const rejections = wanted.rejectionsFile
    ? stack.use(await openRejectionsFile(wanted.rejectionsFile))
    : null
  const server = stack.use(await provideDatabase(config, log))
  await migrate(server.url)
  const ldap =
    wanted.ldapFile === null
      ? []
      : [stack.use(await ldapInput(wanted.ldapFile, server.url, signal)).input]
  const view = progressView()
  const report = await importFiles({
    ...{ url: server.url, inputs: [...inputs, ...ldap], skipped },
    ...{ feedFor, signal, options: { ...wanted.options, readsPersons: config.practitioners } },
    onProgress: (progress) => view.show(progress),
    ...(rejections ? { onRejections: rejections.sink } : {}),
  }).finally(() => view[Symbol.dispose]())
  process.stdout.write(importReportText(report))
  return exitCode(report)
}

function exitCode({ refusal }: ImportReport): number {
  if (!refusal) return EXIT.done
  return refusal.rule === 'FILE_UNKNOWN' ? EXIT.usage : EXIT.refused
}

async function migrate(url: Secret): Promise<void> {
  const db = openDatabase({ url, poolSize: 1 })
  await migrateToLatest(db, migrations).finally(() => db.destroy())
}

async function showInspection({
  path,
  columnOverrides,
}: Extract<ImportArguments, { kind: 'inspect' }>): Promise<number> {
  await using found = await inputsOf([path])
  for (const { name, reason } of found.skipped) {
    process.stdout.write(`${name}: skipped, ${reason}\n`)
  }
  for (const file of found.files) {
    process.stdout.write(`${inspectionText(await inspect(file, columnOverrides))}\n`)
  }
  return EXIT.done
}
