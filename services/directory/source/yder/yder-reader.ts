import type { FeedItem } from '../../domain/statement/facts.ts'
import { ImportRefused, type RefusalRule } from '../../errors/importing.ts'
import { dayOrNull } from '../csv/register-date.ts'
import type { XmlHandlers } from '../xml/guarded-parser.ts'
import { personRow } from './person-row.ts'
import { type Attributes, yderRow } from './yder-row.ts'

/** Takes in the elements of a yder register, and gives out what they say. */
export interface YderReader extends XmlHandlers {
  /** What has come since the last call. */
  take(): readonly FeedItem[]
  /**
   * @throws {ImportRefused} `HEADER_MISSING` without the element that dates the file, `FILE_TRUNCATED` unless it
   *   closed with the count of its rows
   */
  finish(): void
}

/** Makes the reader of one file; unless persons are asked for, it reads nothing of them at all. */
export function yderReader(fileName: string, readsPersons: boolean): YderReader {
  let items: FeedItem[] = []
  let hasHeader = false
  let rows = 0
  let below = 0
  let countsBelow = false
  let stated: number | null = null
  const count = () => {
    below += 1
  }
  const refusal = (rule: RefusalRule, state: string) =>
    new ImportRefused(rule, `Cannot read file "${fileName}": ${state}`)
  const elements: Readonly<Record<string, (attributes: Attributes, line: number) => void>> = {
    // The one known file of the older interface states the number of elements below its rows.
    etds1040013XML() {
      countsBelow = true
    },
    OvrigeSpecialer: count,
    Person(attributes, line) {
      count()
      if (readsPersons) items.push(personRow(attributes, line))
    },
    Start({ OpgDato = '' }) {
      hasHeader = true
      items.push(headerOf(OpgDato, readsPersons))
    },
    Yder(attributes, line) {
      if (!hasHeader) throw refusal('HEADER_MISSING', 'no element "Start" before its rows')
      rows += 1
      items.push(yderRow(attributes, line))
    },
    Slut({ AntPost = '' }) {
      stated = /^\d+$/.test(AntPost.trim()) ? Number(AntPost) : null
    },
  }
  return {
    open: (name, attributes, line) => elements[name]?.(attributes, line),
    text() {},
    close() {},
    take() {
      const taken = items
      items = []
      return taken
    },
    finish() {
      if (!hasHeader) throw refusal('HEADER_MISSING', 'no element "Start"')
      if (stated === null) throw refusal('FILE_TRUNCATED', 'no element "Slut" with a row count')
      if (stated === rows || (countsBelow && stated === below)) return
      throw refusal('FILE_TRUNCATED', `holds ${rows} rows and states ${stated}`)
    },
  }
}

const headerOf = (day: string, readsPersons: boolean): FeedItem => ({
  kind: 'header',
  snapshotDate: dayOrNull(day.trim()),
  snapshotInstant: null,
  speaksFor: readsPersons ? ['yder', 'practitioner'] : ['yder'],
  isDelta: false,
})
