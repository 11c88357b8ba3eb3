import { ImportRefused, type RefusalRule } from '../../errors/importing.ts'

/** One value at the top of the file, or one entry of its list. */
export interface BundlePart {
  /** Name of the member at the top; `entry` for each entry. */
  readonly name: string
  readonly line: number
  readonly value: unknown
}

/** Takes a JSON document in pieces and gives its parts as they are complete. */
export interface BundleScanner {
  write(chunk: string): BundlePart[]
  /** Says that the file ends here. */
  end(): void
}

const MAX_PART_CHARACTERS = 8 * 1_048_576
const MAX_DEPTH = 100

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
const COMMA = 0x2c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const isOpening = (code: number): boolean => code === OPEN_OBJECT || code === OPEN_LIST
const isClosing = (code: number): boolean => code === CLOSE_OBJECT || code === CLOSE_LIST

/**
 * Cuts a Bundle into its members and entries without holding more than one of them.
 *
 * It only finds where a part begins and ends; what the part is, the engine's own JSON parser says.
 *
 * @param fileName for the messages
 * @returns a scanner whose calls throw `ImportRefused`: TOO_LONG for a part beyond 8 Mi characters, TOO_DEEP beyond
 *   100 levels, FILE_TRUNCATED when the file ends early, FILE_EMPTY when nothing is in it, else FILE_MALFORMED
 */
export function bundleScanner(fileName: string): BundleScanner {
  const state = new ScanState(fileName)
  return {
    write(chunk) {
      const parts: BundlePart[] = []
      state.scan(chunk, parts)
      return parts
    },
    end: () => state.end(),
  }
}

/** Members of the Bundle stand at depth 1, entries at depth 2, within the list that `entry` holds. */
class ScanState {
  readonly #fileName: string
  #depth = 0
  #line = 1
  #partLine = 1
  #inString = false
  #escaped = false
  #hasEnded = false
  /** What has been read of the part that is open; the chunk's own share is cut when the part ends. */
  #held = ''
  /** Whether the member at hand is the list of entries. */
  #inEntries = false
  #hasEntries = false
  /** Whether nothing may stand before the next comma or bracket: where an object or a list begins, and after the entries. */
  #mayBeBlank = true

  constructor(fileName: string) {
    this.#fileName = fileName
  }

  scan(chunk: string, parts: BundlePart[]): void {
    let start = 0
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at)
      if (code === NEWLINE) this.#line += 1
      if (this.#inString) {
        this.#insideString(code)
        continue
      }
      if (code === QUOTE) {
        this.#inString = true
        continue
      }
      if (this.#hasEnded && code > 0x20) throw this.#refuse('FILE_MALFORMED', 'text after its end')
      if (code !== COMMA && !isOpening(code) && !isClosing(code)) continue
      start = this.#structure({ code, chunk, at, start }, parts)
    }
    this.#held += chunk.slice(start)
    if (this.#held.length > MAX_PART_CHARACTERS)
      throw this.#refuse('TOO_LONG', 'a part is too long')
  }

  end(): void {
    if (this.#hasEnded) return
    const isEmpty = this.#depth === 0 && this.#held.trim() === ''
    if (isEmpty) throw this.#refuse('FILE_EMPTY', 'it is empty')
    throw this.#refuse('FILE_TRUNCATED', 'it ends early')
  }

  #insideString(code: number): void {
    if (this.#escaped) this.#escaped = false
    else if (code === BACKSLASH) this.#escaped = true
    else if (code === QUOTE) this.#inString = false
  }

  /** @returns where the next part begins in the chunk */
  #structure(
    here: { code: number; chunk: string; at: number; start: number },
    parts: BundlePart[],
  ): number {
    if (isOpening(here.code)) return this.#opened(here)
    const before = this.#depth
    const isLast = isClosing(here.code)
    if (isLast) this.#depth -= 1
    if (before === 0) throw this.#refuse('FILE_MALFORMED', 'no JSON object')
    if (before !== (this.#inEntries ? 2 : 1)) return here.start
    const closing = this.#inEntries ? CLOSE_LIST : CLOSE_OBJECT
    if (isLast && here.code !== closing) throw this.#refuse('FILE_MALFORMED', 'a wrong bracket')
    this.#endPart(this.#cut(here), parts, isLast)
    return here.at + 1
  }

  #opened(here: { code: number; chunk: string; at: number; start: number }): number {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) throw this.#refuse('TOO_DEEP', `more than ${MAX_DEPTH} levels`)
    if (this.#depth === 1) {
      if (here.code !== OPEN_OBJECT || this.#cut(here).trim() !== '') {
        throw this.#refuse('FILE_MALFORMED', 'no JSON object')
      }
      return here.at + 1
    }
    if (this.#depth > 2 || this.#inEntries || here.code !== OPEN_LIST) return here.start
    const before = this.#held + here.chunk.slice(here.start, here.at)
    if (!/^\s*"entry"\s*:\s*$/.test(before)) return here.start
    if (this.#hasEntries) throw this.#refuse('FILE_MALFORMED', 'entry twice')
    this.#held = ''
    this.#partLine = this.#line
    this.#inEntries = true
    this.#hasEntries = true
    this.#mayBeBlank = true
    return here.at + 1
  }

  #cut(here: { chunk: string; at: number; start: number }): string {
    const text = this.#held + here.chunk.slice(here.start, here.at)
    this.#held = ''
    if (text.length > MAX_PART_CHARACTERS) throw this.#refuse('TOO_LONG', 'a part is too long')
    return text
  }

  #endPart(text: string, parts: BundlePart[], isLast: boolean): void {
    const line = this.#partLine + linesBefore(text) - 1
    this.#partLine = this.#line
    const isBlank = text.trim() === ''
    if (this.#inEntries) {
      const isEmptyList = isBlank && isLast && this.#mayBeBlank
      if (!isEmptyList) parts.push({ name: 'entry', line, value: this.#parsed(text) })
      this.#mayBeBlank = false
      if (isLast) this.#leaveEntries()
      return
    }
    if (!isBlank) parts.push({ ...this.#member(text), line })
    else if (!this.#mayBeBlank) throw this.#refuse('FILE_MALFORMED', 'a comma too many')
    this.#mayBeBlank = false
    this.#hasEnded = isLast
  }

  #leaveEntries(): void {
    this.#inEntries = false
    this.#mayBeBlank = true
  }

  #member(text: string): { name: string; value: unknown } {
    const [member, ...others] = Object.entries(Object(this.#parsed(`{${text}}`)))
    if (member === undefined || others.length > 0) throw this.#refuse('FILE_MALFORMED', 'no JSON')
    return { name: member[0], value: member[1] }
  }

  #parsed(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch (cause) {
      // The parser's own message quotes the text, which may hold what must not be logged.
      if (cause instanceof SyntaxError) throw this.#refuse('FILE_MALFORMED', 'no JSON')
      throw cause
    }
  }

  #refuse(rule: RefusalRule, state: string): ImportRefused {
    const message = `Cannot read file "${this.#fileName}": ${state} in line ${this.#line}`
    return new ImportRefused(rule, message)
  }
}

const linesBefore = (text: string): number => /^\s*/.exec(text)?.[0].split('\n').length ?? 1
