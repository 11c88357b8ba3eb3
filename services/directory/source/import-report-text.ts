import type { FactKind } from '../domain/statement/facts.ts'
import { showable } from '../domain/statement/rejection.ts'
import {
  type FileReport,
  type ImportReport,
  type Outcomes,
  SHOWN_REJECTIONS,
  type SourceReport,
} from './import-report.ts'

/** Writes a report for people, line by line. */
export const importReportText = (report: ImportReport): string =>
  [
    ...report.skipped.map(({ name, reason }) => `Skipped ${name}: ${reason}`),
    ...report.sources.flatMap(sourceLines),
    ...report.steppedAside.map((name) => `The sample "${name}" has stepped aside.`),
    outcomeLine(report),
    `${report.seconds.toFixed(1)} s, ${megabytes(report.peakMemoryBytes)} MB at most`,
    '',
  ].join('\n')

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

function outcomeLine({ outcome, revision, refusal }: ImportReport): string {
  switch (outcome) {
    case 'recorded':
      return `Recorded as revision ${revision}.`
    case 'unchanged':
      return 'Nothing new: no revision was made.'
    case 'dry-run':
      return 'Dry run: all of this was done and taken back. The register is as it was.'
    case 'refused':
      return `Refused (${refusal?.rule}): ${refusal?.message}. The register is as it was.`
  }
}

const STATES: Readonly<Record<SourceReport['state'], string>> = {
  changed: '',
  same: ', which says the same as the last snapshot',
  known: ', the same bytes as last time',
}

function sourceLines(source: SourceReport): string[] {
  const inForce = `${source.organisations} units and ${source.endpoints} mailboxes in force`
  return [
    `Source ${source.name}, of ${source.day}${STATES[source.state]}: ${inForce}`,
    ...outcomeLines(source.outcomes, '  '),
    ...source.files.flatMap((file) => fileLines(file, source)),
    ...rejectionLines(source),
  ]
}

function fileLines(file: FileReport, { state, files }: SourceReport): string[] {
  if (state === 'known') return [`  File ${file.name} (${file.format})`]
  const unknown = [...file.unknown].map(([name, count]) => `${showable(name)} (${count})`)
  return [
    `  File ${file.name} (${file.format}): ${file.rows} rows, ${file.rejected} rejected`,
    ...(files.length > 1 ? outcomeLines(file.outcomes, '    ') : []),
    ...(unknown.length > 0 ? [`    not known: ${unknown.join(', ')}`] : []),
  ]
}

const NAMES: Readonly<Record<FactKind, string>> = {
  organisation: 'units',
  mailbox: 'mailboxes',
  'message-type': 'mailboxes with message types',
  'access-point': 'access points',
  replacement: 'replacements',
  shak: 'SHAK codes',
  'shak-map': 'SHAK codes of units',
  yder: 'ydernumre',
  group: 'groups',
  'group-member': 'members of groups',
  practitioner: 'persons of the yder register',
}

const outcomeLines = (outcomes: ReadonlyMap<FactKind, Outcomes>, indent: string): string[] =>
  [...outcomes].map(([kind, counts]) => {
    const { created, updated, closed, replaced, reopened, unchanged } = counts
    const said = [
      `${created} created, ${updated} updated, ${closed} closed, ${replaced} replaced`,
      ...(reopened > 0 ? [`${reopened} reopened`] : []),
      `${unchanged} unchanged`,
    ]
    return `${indent}${NAMES[kind]}: ${said.join(', ')}`
  })

function rejectionLines({ rejected, rejections }: SourceReport): string[] {
  if (rejected === 0) return []
  const shown = rejections.slice(0, SHOWN_REJECTIONS)
  const more = rejected - shown.length
  return [
    `  ${rejected} rejected:`,
    ...shown.map(({ file, line, rule, message }) => `    ${file}:${line} ${rule} ${message}`),
    ...(more > 0 ? [`    … and ${more} more (--rejections FILE writes all)`] : []),
  ]
}
