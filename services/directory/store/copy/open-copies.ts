import { sql, type Transaction } from 'kysely'
import { type DatabaseOptions, openSession } from '../../../kit/database.ts'
import {
  COPY_FORMAT,
  type CopyAsked,
  type CopyHeader,
  type CopyTrailer,
  type RegisterCopies,
  type RegisterCopy,
} from '../../domain/copy/register-copy.ts'
import { visibleSources } from '../../domain/register.ts'
import { CopiesBusy, RevisionNotHeld } from '../../errors/copying.ts'
import { RegisterEmpty, RevisionUnknown } from '../../errors/reading.ts'
import { registerState } from '../reading/register-state.ts'
import type { Tables } from '../tables.ts'
import { checksums } from './checksums.ts'
import { copyLines } from './copy-lines.ts'
import { COPY_COLUMNS } from './copy-tables.ts'

/** Gives copies to one caller. @param grants names of restricted sources that it may see */
export type CopiesFor = (grants: ReadonlySet<string>) => RegisterCopies

const MOST_AT_ONCE = 8

/**
 * Gives copies of the register. Each is read on a connection of its own, in one snapshot of the database: a slow reader takes
 * none from those who look up, and sees one revision whatever is imported meanwhile.
 */
export function openCopies({ url }: Pick<DatabaseOptions, 'url'>): CopiesFor {
  let open = 0
  return (grants) => ({
    async open(asked) {
      if (open >= MOST_AT_ONCE) throw new CopiesBusy(MOST_AT_ONCE)
      open += 1
      await using opening = new AsyncDisposableStack()
      opening.defer(() => {
        open -= 1
      })
      const session = opening.use(await openSession<Tables>({ url }))
      const trx = await session.db
        .startTransaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute()
      await sql`set local jit = off`.execute(trx)
      const header = await headerOf(trx, grants, asked)
      const opened = opening.move()
      return {
        header,
        blocks: () => blocks(trx, header),
        [Symbol.asyncDispose]: () => opened.disposeAsync(),
      } satisfies RegisterCopy
    },
  })
}

async function headerOf(
  trx: Transaction<Tables>,
  grants: ReadonlySet<string>,
  { after }: CopyAsked,
): Promise<CopyHeader> {
  const register = await registerState(trx, null)
  if (register === null) throw new RegisterEmpty()
  const { latest, earliest, recordedAt, redactedAt } = register
  if (after !== null && after > latest) throw new RevisionUnknown(after, latest)
  if (after !== null && earliest > 1 && after < earliest) throw new RevisionNotHeld(after, earliest)
  return {
    ...{ fundament: 'copy', format: COPY_FORMAT, revision: latest, after, recordedAt },
    sources: [...visibleSources(register, grants)].sort(),
    voidBefore: redactedAt,
    tables: COPY_COLUMNS,
  }
}

async function* blocks(trx: Transaction<Tables>, header: CopyHeader): AsyncGenerator<string> {
  let lines = 0
  for await (const block of copyLines(trx, header)) {
    lines += block.lines
    yield block.text
  }
  const sums = await checksums(trx, header.revision, header.sources)
  yield `${JSON.stringify({ end: true, lines, checksums: sums } satisfies CopyTrailer)}\n`
}
