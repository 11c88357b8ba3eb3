import { TooManyContents, TooManyRecords } from '../../errors/limits.ts'

/** Records that one operation asks for: those of a ward round, or of a family. */
export const MOST_RECORDS = 10
/** Questions to sources that one operation puts: ten whole records, of which two parts have two sources. */
export const MOST_QUESTIONS = 130
/** Contents of documents that one operation asks for. */
export const MOST_CONTENTS = 100
/** Bytes of contents that one operation is answered with, as text. */
export const MOST_CONTENT_BYTES = 33_554_432
const CONTENTS_AT_ONCE = 8

/** What one operation may still make the platform do. An alias counts like a field of its own: it is asked like one. */
export class Allowance {
  #records = 0
  #questions = 0
  #contents = 0
  #bytes = 0
  #underWay = 0
  readonly #waiting: (() => void)[] = []

  /**
   * Counts one more record. An operation asks for all of its records at once: they are counted before the first of them is read.
   *
   * @throws {TooManyRecords} for each of them
   */
  async takeRecord(): Promise<void> {
    this.#records += 1
    await this.requireRecords()
  }

  /** As {@link takeRecord}, for one that has been counted. */
  async requireRecords(): Promise<void> {
    await undefined
    if (this.#records > MOST_RECORDS) throw new TooManyRecords(MOST_RECORDS)
  }

  /** Counts one more question to a source. @returns whether it may be put */
  takesQuestion(): boolean {
    this.#questions += 1
    return this.#questions <= MOST_QUESTIONS
  }

  /**
   * Fetches one more content, few at a time, so that the documents of one caller are not in the way of all others.
   *
   * @throws {TooManyContents} before anything is fetched, or where all that was fetched is too much to be answered with
   */
  async content(fetch: () => Promise<string>): Promise<string> {
    this.#contents += 1
    if (this.#contents > MOST_CONTENTS) throw tooMany()
    await this.#turn()
    try {
      if (this.#bytes > MOST_CONTENT_BYTES) throw tooMany()
      const text = await fetch()
      this.#bytes += Buffer.byteLength(text)
      if (this.#bytes > MOST_CONTENT_BYTES) throw tooMany()
      return text
    } finally {
      this.#underWay -= 1
      this.#waiting.shift()?.()
    }
  }

  async #turn(): Promise<void> {
    while (this.#underWay >= CONTENTS_AT_ONCE)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#underWay += 1
  }
}

const tooMany = () => new TooManyContents(MOST_CONTENTS, MOST_CONTENT_BYTES)
