import { once } from 'node:events'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** Lines for several tables, on one connection that can copy into one table at a time. */
export interface CopyTurns {
  /** @param line one COPY line, without its end */
  add(target: string, line: string): void
  /** Gives the fullest table its turn when it has enough; waits only for the turn before. */
  turn(): Promise<void>
  /** Copies all that is left. */
  finish(): Promise<void>
}

const TURN_CHARACTERS = 2_000_000

interface Waiting {
  readonly statement: string
  lines: string[]
  characters: number
}

/**
 * Gathers lines and copies them in turns, one turn on the wire while the next is gathered.
 *
 * @param targets table → its columns
 */
export function copyTurns(
  client: ClientBase,
  targets: ReadonlyMap<string, readonly string[]>,
): CopyTurns {
  const waiting = new Map<string, Waiting>()
  for (const [name, columns] of targets) {
    const statement = `copy ${name} (${columns.join(', ')}) from stdin`
    waiting.set(name, { statement, lines: [], characters: 0 })
  }
  let underWay: Promise<void> = Promise.resolve()

  async function send(table: Waiting): Promise<void> {
    const text = Buffer.from(`${table.lines.join('\n')}\n`)
    table.lines = []
    table.characters = 0
    await underWay
    const copy = client.query(copyFrom(table.statement))
    underWay = once(copy.end(text), 'finish').then(() => {})
    // It is awaited by the next turn; until then a failure must not count as unhandled.
    underWay.catch(() => {})
  }

  return {
    add(target, line) {
      const table = waiting.get(target)
      if (!table) throw new TypeError(`Cannot copy into "${target}": it is not open`)
      table.lines.push(line)
      table.characters += line.length
    },
    async turn() {
      for (const table of waiting.values()) {
        if (table.characters > TURN_CHARACTERS) await send(table)
      }
    },
    async finish() {
      for (const table of waiting.values()) if (table.characters > 0) await send(table)
      await underWay
    },
  }
}
