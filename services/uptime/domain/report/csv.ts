import type { ServiceLevel, ServiceLevelReport } from './service-level.ts'

const HEADINGS = [
  ...['month', 'service', 'name', 'owner', 'objective percent', 'uptime percent'],
  ...['measured percent', 'down minutes', 'maintenance minutes', 'unknown minutes', 'incidents'],
  ...['worst p95 ms', 'objective p95 ms', 'verdict'],
]

/**
 * A report as CSV by RFC 4180, with a semicolon between fields and a comma in numbers: so that a Danish Excel reads it as it
 * is, for which it begins with the mark of UTF-8.
 */
export function reportCsv({ month, rows }: ServiceLevelReport): string {
  const lines = [HEADINGS, ...rows.map((row) => fieldsOf(month, row))]
  return `\uFEFF${lines.map((line) => `${line.map(field).join(';')}\r\n`).join('')}`
}

function fieldsOf(month: string, row: ServiceLevel): readonly string[] {
  const { service, share } = row
  return [
    ...[month, service.id, service.name.da, service.owner, percent(service.objective.ratio)],
    ...[row.upRatio === null ? '' : percent(row.upRatio), percent(row.measuredRatio)],
    ...[minutes(share.downMs), minutes(share.maintenanceMs), minutes(share.unknownMs)],
    ...[String(row.incidents), number(row.worstP95Ms), number(service.objective.p95Ms)],
    row.verdict,
  ]
}

// Cut and not rounded: 99.99999 is not 100.
const percent = (ratio: number): string =>
  decimal((Math.floor(Number((ratio * 1_000_000).toFixed(3))) / 10_000).toFixed(4))

const minutes = (ms: number): string => decimal((ms / 60_000).toFixed(1))
const number = (value: number | null): string => (value === null ? '' : decimal(value.toFixed(0)))
const decimal = (text: string): string => text.replace('.', ',')

// What begins like this a spreadsheet takes for a formula.
const FORMULA = /^[=+\-@\t\r]/

/** A field that says nothing but itself. */
export function field(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
