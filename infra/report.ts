import { parseArgs } from 'node:util'
import { isKnownError } from '../services/kit/errors.ts'
import { createLog } from '../services/kit/log.ts'
import { reportCsv } from '../services/uptime/domain/report/csv.ts'
import type { ServiceLevelReport } from '../services/uptime/domain/report/service-level.ts'
import { serviceLevelsOver } from '../services/uptime/service.ts'
import { dataConfigFrom } from './config.ts'
import { provideDatabase } from './database.ts'

/** How the command is called. */
export const REPORT_USAGE = `Usage: npm run fundament -- report --month YYYY-MM [--csv]
  What every watched service has kept of its word in a month, as a table or as CSV.
`

/**
 * Prints the service levels of a month.
 *
 * @returns the exit code: 0 when printed, 2 for a month that is none or has not begun
 */
export async function runReport(args: readonly string[]): Promise<number> {
  const asked = askedOf(args)
  if (asked === null) {
    process.stderr.write(REPORT_USAGE)
    return 2
  }
  const config = dataConfigFrom(process.env)
  await using database = await provideDatabase(config, createLog({ level: config.logLevel }))
  try {
    await using levels = await serviceLevelsOver({ url: database.url })
    const report = await levels.report(asked.month)
    process.stdout.write(asked.csv ? reportCsv(report) : tableOf(report))
    return 0
  } catch (error) {
    if (!isKnownError(error) || error.kind !== 'invalid') throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

function askedOf(
  args: readonly string[],
): { readonly month: string; readonly csv: boolean } | null {
  try {
    const options = { month: { type: 'string' }, csv: { type: 'boolean', default: false } } as const
    const { values } = parseArgs({ args: [...args], options })
    return values.month === undefined ? null : { month: values.month, csv: values.csv }
  } catch {
    return null
  }
}

function tableOf({ month, isWhole, rows }: ServiceLevelReport): string {
  const percent = (ratio: number | null) => (ratio === null ? '–' : `${(ratio * 100).toFixed(3)} %`)
  const lines = rows.map(({ service, verdict, ...row }) =>
    [
      ...[service.id.padEnd(24), verdict.padEnd(10), percent(row.upRatio).padStart(10)],
      ...[`of ${percent(service.objective.ratio)}`, `measured ${percent(row.measuredRatio)}`],
      `down ${(row.share.downMs / 60_000).toFixed(1)} min`,
    ].join('  '),
  )
  return `${month}${isWhole ? '' : ' so far'}\n${lines.join('\n')}\n`
}
