import { parseArgs } from 'node:util'
import { wrongSorId } from '../services/directory/domain/identifier/sor-id.ts'
import { ageInDays } from '../services/directory/domain/quality/age.ts'
import {
  FINDING_RULES,
  type Finding,
  type FindingCount,
  type FindingRule,
} from '../services/directory/domain/quality/finding.ts'
import { messageOf } from '../services/directory/domain/quality/finding-text.ts'
import { dayOf, type LocalDate } from '../services/directory/domain/time/local-date.ts'
import { migrations } from '../services/directory/store/migrations/migrations.ts'
import {
  type FindingList,
  findingList,
  wholeSight,
} from '../services/directory/store/quality/finding-list.ts'
import type { Tables } from '../services/directory/store/tables.ts'
import { migrateToLatest, openSession } from '../services/kit/database.ts'
import { createLog } from '../services/kit/log.ts'
import { findingLines, leftOutText, ownersText, SHOWN, summaryText } from './check-text.ts'
import { checkConfigFrom } from './config.ts'
import { provideDatabase } from './database.ts'

/** How the command is called. */
export const CHECK_USAGE = `npm run fundament -- check [--rule RULE] [--owner SOR-ID] [--json | --all | --first N] [--fail-on-findings]

  --rule              one of ${FINDING_RULES.join(', ')}
  --owner             findings of this organisation and of all below it
  --json              everything as one JSON document
  --all               every finding and owner as text
  --first             how many of each rule, and owners, are shown as text; ${SHOWN} by default
  --fail-on-findings  exit 3 where there is any
`

interface CheckArguments {
  readonly rules: readonly FindingRule[]
  readonly owner: string | null
  readonly isJson: boolean
  /** Of each rule; null for all. */
  readonly most: number | null
  readonly failsOnFindings: boolean
}

/**
 * Shows what the register's owners should put right, by every source, as of today.
 *
 * @returns the exit code: 0 also with findings, 2 for what cannot be asked, 3 with findings where that is asked for
 */
export async function runCheck(args: readonly string[]): Promise<number> {
  const wanted = checkArguments(args)
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}\n\n${CHECK_USAGE}`)
    return 2
  }
  const config = checkConfigFrom(process.env)
  await using server = await provideDatabase(config, createLog({ level: config.logLevel }))
  await using session = await openSession<Tables>({ url: server.url })
  await migrateToLatest(session.db, migrations)
  const day = dayOf(new Date())
  const sight = await wholeSight(session.db, day)
  if (sight === null) {
    process.stdout.write('Nothing has been imported yet.\n')
    return 0
  }
  const { certificateWarningDays } = config
  const list = await findingList(session.db, sight, { ...wanted, certificateWarningDays })
  const counts = await list.counts()
  const show = wanted.isJson ? showJson : showText
  await show(list, { wanted, counts, day, revision: sight.revision })
  return wanted.failsOnFindings && counts.length > 0 ? 3 : 0
}

interface Shown {
  readonly wanted: CheckArguments
  readonly counts: readonly FindingCount[]
  readonly day: LocalDate
  readonly revision: number
}

async function showText(list: FindingList, { wanted, counts, ...at }: Shown): Promise<void> {
  const { most } = wanted
  await write(summaryText(counts, at))
  await write(ownersText(await list.owners(), most))
  let last: Finding | null = null
  for await (const findings of list.findings(most)) {
    await write(`${findingLines(findings, last, at.day).join('\n')}\n`)
    last = findings.at(-1) ?? last
  }
  if (most !== null) await write(leftOutText(counts, most))
}

async function showJson(list: FindingList, { counts, day, revision }: Shown): Promise<void> {
  const head = JSON.stringify({ revision, day, counts, owners: await list.owners() })
  await write(`${head.slice(0, -1)},"findings":[`)
  let isFirst = true
  for await (const findings of list.findings(null)) {
    const lines = findings.map((finding) => JSON.stringify(toJson(finding, day)))
    await write(`${isFirst ? '' : ','}\n${lines.join(',\n')}`)
    isFirst = false
  }
  await write('\n]}\n')
}

const toJson = ({ key, details, ...finding }: Finding, day: LocalDate) => ({
  id: `${finding.rule} ${key}`,
  ...finding,
  ageDays: ageInDays(finding.since, day),
  message: messageOf({ key, details, ...finding }),
  details,
})

// A reader that is slower than the database must not make us hold all of it.
const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  )

function checkArguments(args: readonly string[]): CheckArguments | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rule: { type: 'string' },
        owner: { type: 'string' },
        json: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        first: { type: 'string', default: String(SHOWN) },
        'fail-on-findings': { type: 'boolean', default: false },
      },
    })
    const rule = FINDING_RULES.find((each) => each === values.rule)
    if (values.rule !== undefined && !rule)
      return `Cannot check rule "${values.rule}": there is none`
    if (!/^[1-9]\d{0,5}$/.test(values.first))
      return `Cannot show first "${values.first}": is no number`
    const owner = values.owner ?? null
    const wrong = owner === null ? null : wrongSorId(owner)
    if (wrong !== null) return `Cannot check owner: ${wrong}`
    return {
      rules: rule ? [rule] : FINDING_RULES,
      ...{ owner, isJson: values.json, most: values.all ? null : Number(values.first) },
      failsOnFindings: values['fail-on-findings'],
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return `Cannot check: ${error.message.split('\n')[0]}`
  }
}
