import { ageInDays } from '../services/directory/domain/quality/age.ts'
import type { Finding, FindingCount } from '../services/directory/domain/quality/finding.ts'
import { messageOf } from '../services/directory/domain/quality/finding-text.ts'
import type { LocalDate } from '../services/directory/domain/time/local-date.ts'
import type { OwnerCount } from '../services/directory/store/quality/finding-list.ts'

/** How many owners, and findings of one rule, are shown where nothing else is asked for. */
export const SHOWN = 10

const NOBODY = 'whose owner is not known'

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

export function summaryText(
  counts: readonly FindingCount[],
  at: { readonly revision: number; readonly day: LocalDate },
): string {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  return [
    `${plural(total, 'finding')} in revision ${at.revision}, on ${at.day}`,
    ...counts.map(({ rule, severity, count }) => `${pad(count)}  ${rule} ${severity}`),
    '',
  ].join('\n')
}

/** @param most null for all */
export function ownersText(owners: readonly OwnerCount[], most: number | null): string {
  if (owners.length === 0) return ''
  const shown = owners.slice(0, most ?? owners.length)
  const more = owners.length - shown.length
  return [
    `\n${plural(owners.length, 'owner')}`,
    ...shown.map(({ ownerId, ownerName, errors, count }) => {
      const owner = ownerId === null ? NOBODY : `${ownerName} (${ownerId})`
      return `${pad(count)}  ${owner}${errors > 0 ? `, ${plural(errors, 'error')}` : ''}`
    }),
    ...(more > 0 ? [`        … and ${more} more (--all shows them)`] : []),
    '',
  ].join('\n')
}

/** Findings under a line for each owner; `before` is the finding above the first. */
export function findingLines(
  findings: readonly Finding[],
  before: Finding | null,
  day: LocalDate,
): readonly string[] {
  const lines: string[] = []
  let last = before
  for (const finding of findings) {
    if (last?.rule !== finding.rule) lines.push(`\n${finding.rule}`)
    if (last?.rule !== finding.rule || last?.ownerId !== finding.ownerId) {
      const { ownerId, ownerName } = finding
      lines.push(`  ${ownerId === null ? NOBODY : `${ownerName} (${ownerId})`}`)
    }
    const age = plural(ageInDays(finding.since, day), 'day')
    const { severity, subjectType, subjectId } = finding
    lines.push(`    ${severity} ${subjectType} ${subjectId}, for ${age}: ${messageOf(finding)}`)
    last = finding
  }
  return lines
}

/** Says of each rule how many findings are not shown. */
export function leftOutText(counts: readonly FindingCount[], most: number): string {
  const byRule = Map.groupBy(counts, ({ rule }) => rule)
  const left = [...byRule].flatMap(([rule, some]) => {
    const more = some.reduce((sum, { count }) => sum + count, 0) - most
    return more > 0 ? [`  … and ${more} more of ${rule}`] : []
  })
  return left.length === 0 ? '' : `\n${left.join('\n')} (--all shows them)\n`
}

const pad = (count: number): string => String(count).padStart(8)
