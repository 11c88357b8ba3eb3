import { SaxesParser } from 'saxes'
import { ImportRefused } from '../../errors/importing.ts'

/** Receives an XML file element by element; names come without their prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void
  /** Text up to the next tag, whitespace between elements included. */
  text(text: string): void
  close(name: string): void
}

/** A parser that takes a file in pieces. */
export interface GuardedParser {
  write(chunk: string): void
  /** Says that the file ends here. */
  end(): void
}

const MAX_DEPTH = 100
const MAX_RUN_CHARACTERS = 1_048_576

/**
 * Parses XML from a stranger: no document type, so no entities of its own; depth, tags and text bounded.
 *
 * @param fileName for the messages
 * @returns a parser whose calls throw `ImportRefused`: TOO_DEEP beyond 100 levels, TOO_LONG for a tag, comment or text
 *   beyond 1 Mi characters, FILE_TRUNCATED when the file ends early, FILE_EMPTY when nothing is in it, else
 *   FILE_MALFORMED with the line
 */
export function guardedParser(fileName: string, handlers: XmlHandlers): GuardedParser {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({
    position: false,
    xmlns: false,
  })
  const refuse = (rule: 'TOO_DEEP' | 'TOO_LONG' | 'FILE_MALFORMED', state: string) =>
    new ImportRefused(rule, `Cannot read file "${fileName}": ${state} in line ${parser.line}`)
  let depth = 0
  // Characters since the last event: the parser keeps them all in memory until the next.
  let unread = 0
  parser.on('doctype', () => {
    throw refuse('FILE_MALFORMED', 'a document type is not accepted,')
  })
  parser.on('opentag', ({ name, attributes }) => {
    unread = 0
    depth += 1
    if (depth > MAX_DEPTH) throw refuse('TOO_DEEP', `more than ${MAX_DEPTH} levels`)
    handlers.open(localName(name), attributes, parser.line)
  })
  const text = (run: string) => {
    unread = 0
    if (run.length > MAX_RUN_CHARACTERS) throw refuse('TOO_LONG', 'a text is too long')
    handlers.text(run)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', ({ name }) => {
    unread = 0
    depth -= 1
    handlers.close(localName(name))
  })
  return {
    write(chunk) {
      unread += chunk.length
      wellFormed(() => parser.write(chunk), refuse)
      if (unread > MAX_RUN_CHARACTERS) throw refuse('TOO_LONG', 'a tag or a text is too long')
    },
    end: () => endOf(parser, fileName),
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function wellFormed(
  step: () => unknown,
  refuse: (rule: 'FILE_MALFORMED', state: string) => ImportRefused,
): void {
  try {
    step()
  } catch (error) {
    if (error instanceof ImportRefused || !isParseError(error)) throw error
    throw refuse('FILE_MALFORMED', `not well-formed (${error.message.slice(0, 100)})`)
  }
}

// The library throws plain errors; its own faults and those of a handler are of a subclass.
const isParseError = (error: unknown): error is Error =>
  error instanceof Error && Object.getPrototypeOf(error) === Error.prototype

function endOf(parser: { close(): unknown; readonly line: number }, fileName: string): void {
  try {
    parser.close()
  } catch (error) {
    if (!isParseError(error)) throw error
    const isEmpty = error.message.includes('must contain a root element')
    const rule = isEmpty ? 'FILE_EMPTY' : 'FILE_TRUNCATED'
    const state = isEmpty ? 'it is empty' : `it ends early, in line ${parser.line}`
    throw new ImportRefused(rule, `Cannot read file "${fileName}": ${state}`, { cause: error })
  }
}
