import { once } from 'node:events'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** Lines for several tables, on one connection that can copy into one table at a time. */
export interface CopyTurns {
  /** @param line one COPY line, without its end */
  add(target: string, line: string): void
  /** Gives the tables that have enough their turn; waits only for the turn before. */
  turn(): Promise<void>
  /** Copies all that is left. @returns how many lines each table took */
  finish(): Promise<ReadonlyMap<string, number>>
}

const BLOCK_BYTES = 256 * 1024
const TURN_BLOCKS = 4

/** Lines of one table, as bytes: text kept as strings would hold on to the chunks of the file that it was cut from. */
interface Waiting {
  readonly statement: string
  full: Buffer[]
  block: Buffer | null
  used: number
  lines: number
}

/**
 * Gathers lines and copies them in turns, one turn on the wire while the next is gathered.
 *
 * @param targets table → its columns
 * @param prepare called before a table's turn, when nothing is on the wire
 */
export function copyTurns(
  client: ClientBase,
  targets: ReadonlyMap<string, readonly string[]>,
  prepare: (target: string) => Promise<void>,
): CopyTurns {
  const waiting = new Map<string, Waiting>()
  for (const [name, columns] of targets) {
    const statement = `copy ${name} (${columns.join(', ')}) from stdin`
    waiting.set(name, { statement, full: [], block: null, used: 0, lines: 0 })
  }
  const spare: Buffer[] = []
  let underWay: Promise<void> = Promise.resolve()

  async function send(name: string, table: Waiting): Promise<void> {
    seal(table)
    const blocks = table.full
    table.full = []
    await underWay
    await prepare(name)
    underWay = copy(client, table.statement, blocks).then(() => {
      spare.push(...blocks.filter(({ buffer }) => buffer.byteLength === BLOCK_BYTES).map(whole))
    })
    // It is awaited by the next turn; until then a failure must not count as unhandled.
    underWay.catch(() => {})
  }

  return {
    add(target, line) {
      const table = waiting.get(target)
      if (!table) throw new TypeError(`Cannot copy into "${target}": it is not open`)
      // A UTF-16 unit takes three bytes of UTF-8 at most.
      const needed = line.length * 3 + 1
      if (table.block && table.used + needed > table.block.length) seal(table)
      table.block ??= roomFor(needed, spare)
      table.used += table.block.write(line, table.used)
      table.block[table.used++] = NEW_LINE
      table.lines += 1
    },
    async turn() {
      for (const [name, table] of waiting) {
        if (table.full.length >= TURN_BLOCKS) await send(name, table)
      }
    },
    async finish() {
      for (const [name, table] of waiting) {
        if (table.block || table.full.length > 0) await send(name, table)
      }
      await underWay
      return new Map([...waiting].map(([name, { lines }]) => [name, lines]))
    },
  }
}

const NEW_LINE = 0x0a

const whole = ({ buffer }: Buffer): Buffer => Buffer.from(buffer)

const roomFor = (bytes: number, spare: Buffer[]): Buffer =>
  (bytes <= BLOCK_BYTES ? spare.pop() : null) ??
  Buffer.allocUnsafeSlow(Math.max(bytes, BLOCK_BYTES))

function seal(table: Waiting): void {
  if (table.block) table.full.push(table.block.subarray(0, table.used))
  table.block = null
  table.used = 0
}

async function copy(
  client: ClientBase,
  statement: string,
  blocks: readonly Buffer[],
): Promise<void> {
  const stream = client.query(copyFrom(statement))
  const finished = once(stream, 'finish')
  for (const block of blocks) stream.write(block)
  stream.end()
  await finished
}
