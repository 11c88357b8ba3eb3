import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import type { RegisterCopy } from '../services/directory/domain/copy/register-copy.ts'
import { ExportUnusable } from '../services/directory/errors/copying.ts'
import { openCopies } from '../services/directory/store/copy/open-copies.ts'
import { migrations } from '../services/directory/store/migrations/migrations.ts'
import { migrateToLatest, openDatabase } from '../services/kit/database.ts'
import { createLog } from '../services/kit/log.ts'
import type { Secret } from '../services/kit/secret.ts'
import { dataConfigFrom } from './config.ts'
import { provideDatabase } from './database.ts'

/** How the command is called. */
export const EXPORT_USAGE = `npm run fundament -- export [FILE]

  FILE              where to write; one that ends with .gz is packed. Without it, standard output
  --after REVISION  only what came after that revision
  --grant SOURCE    with what a restricted source says; may be repeated
`

/**
 * Writes the register, or what came after a revision, as lines of JSON.
 *
 * @returns the exit code: 0 when done, 2 for what cannot be asked
 */
export async function runExport(args: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const { after, grants, file } = wantedBy(args)
    const config = dataConfigFrom(process.env)
    await using server = await provideDatabase(config, createLog({ level: config.logLevel }))
    await migrate(server.url)
    await using copy = await openCopies({ url: server.url })(grants).open({ after })
    if (file === null) await write(copy, [process.stdout], signal)
    else await writeWhole(copy, file, signal)
    process.stderr.write(`Exported revision ${copy.header.revision}.\n`)
    return 0
  } catch (error) {
    if (!(error instanceof ExportUnusable)) throw error
    process.stderr.write(`${error.message}\n\n${EXPORT_USAGE}`)
    return 2
  }
}

/** A file that was begun and not ended goes by another name, and away. */
async function writeWhole(copy: RegisterCopy, file: string, signal: AbortSignal): Promise<void> {
  const begun = `${file}.part`
  const packed = file.endsWith('.gz') ? [createGzip()] : []
  try {
    await write(copy, [...packed, createWriteStream(begun)], signal)
    await rename(begun, file)
  } catch (error) {
    await rm(begun, { force: true })
    throw error
  }
}

async function write(
  copy: RegisterCopy,
  through: readonly (NodeJS.ReadWriteStream | Writable)[],
  signal: AbortSignal,
): Promise<void> {
  const [last, ...others] = [...through].reverse()
  if (!last) return
  const streams = [Readable.from(textOf(copy)), ...others.reverse(), last]
  await pipeline(streams as readonly NodeJS.ReadWriteStream[], {
    signal,
    end: last !== process.stdout,
  })
}

async function* textOf(copy: RegisterCopy): AsyncGenerator<string> {
  yield `${JSON.stringify(copy.header)}\n`
  yield* copy.blocks()
}

async function migrate(url: Secret): Promise<void> {
  const db = openDatabase({ url, poolSize: 1 })
  await migrateToLatest(db, migrations).finally(() => db.destroy())
}

function wantedBy(args: readonly string[]) {
  const { values, positionals } = parsed(args)
  if (positionals.length > 1) throw new ExportUnusable('Cannot export into several files at once')
  if (values.after !== undefined && !/^\d{1,9}$/.test(values.after)) {
    throw new ExportUnusable('Cannot export after that: a revision is a whole number')
  }
  return {
    after: values.after === undefined ? null : Number(values.after),
    grants: new Set(values.grant ?? []),
    file: positionals[0] ?? null,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { after: { type: 'string' }, grant: { type: 'string', multiple: true } },
    })
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new ExportUnusable('Cannot export: there is --after and --grant', { cause })
  }
}
