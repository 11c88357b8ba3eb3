import type { Kysely } from 'kysely'
import type { ViewedDirectory } from '../../domain/directory.ts'
import { walkToMailboxes } from '../../domain/mailbox/mailbox-walk.ts'
import type { RegisterState } from '../../domain/register.ts'
import { freshnessOf } from '../../domain/resolution/freshness.ts'
import type { HubRule } from '../../domain/resolution/hub-rules.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import { groupReader } from '../groups/group-reader.ts'
import { type QualitySettings, qualityReader, UNHURRIED } from '../quality/quality-reader.ts'
import { searchReader } from '../search/search-reader.ts'
import type { Tables } from '../tables.ts'
import { endpointResolver } from './endpoint-resolver.ts'
import { keyReader } from './key-reader.ts'
import { mailboxReader } from './mailbox-reader.ts'
import type { Memory } from './memory.ts'
import { relationReader } from './relation-reader.ts'
import type { Sight } from './sight.ts'
import { unitReader } from './unit-reader.ts'

/** What a view is read with, beside the database. */
export interface ViewSettings {
  readonly hubRules: readonly HubRule[]
  readonly freshForDays: number
  /** {@link UNHURRIED} where it is absent. */
  readonly quality?: QualitySettings
  readonly today: LocalDate
  /** Counts what the operation shows. */
  readonly spend: (count: number) => void
  /** Told of every state that the operation's answer is made of; see `answerState()`. */
  readonly tell?: (state: string) => void
}

/** The register at the revision looked at. */
export interface ViewedRegister {
  readonly register: RegisterState
  /** What has been read of that revision before; null where nothing is kept of it. */
  readonly memory: Memory | null
}

/** Reads the register on one view for one caller; whatever is asked twice is read once. */
export function viewedDirectory(
  db: Kysely<Tables>,
  sight: Sight,
  { register, memory, ...settings }: ViewSettings & ViewedRegister,
): ViewedDirectory {
  const kept = memory?.of(sight) ?? null
  const units = unitReader(db, sight, kept?.units)
  const mailboxes = mailboxReader(db, sight, { units, memory: kept })
  const keys = keyReader(db, sight, { units, mailboxes, memory: kept })
  const groups = groupReader(db, sight, { units, kept: kept?.groups })
  const resolver = endpointResolver({ mailboxes, keys }, { ...settings, day: sight.day })
  return {
    ...units,
    ...relationReader(db, sight, { units, memory: kept }),
    ...qualityReader(db, sight, { units, memory: kept, settings: settings.quality ?? UNHURRIED }),
    ...groups,
    ...searchReader(db, sight, {
      mailboxes,
      units,
      keys,
      groups,
      memory: kept,
      restricted: restrictedOf(register, sight),
    }),
    ...keys,
    ...resolver,
    view: { day: sight.day, revision: sight.revision },
    spend: settings.spend,
    mailbox: mailboxes.mailbox,
    mailboxesOf: mailboxes.mailboxesOf,
    ownerOf: mailboxes.ownerOf,
    walk: async (unit) => {
      const chain = await units.chain(unit)
      return walkToMailboxes(chain, await mailboxes.withinReach([chain]))
    },
    freshness: (sources) => {
      settings.tell?.(`today.${settings.today}`)
      const [first = sight.day, ...rest] = snapshotDates(register, sources)
      return freshnessOf([first, ...rest], settings)
    },
  }
}

const restrictedOf = ({ sources }: RegisterState, { visibleSources }: Sight): readonly string[] =>
  sources
    .filter(({ name, visibility }) => visibility === 'restricted' && visibleSources.includes(name))
    .map(({ name }) => name)

// What no source answers rests on the register as a whole, and that is as old as its newest snapshot.
function snapshotDates({ sources }: RegisterState, used: readonly string[]): readonly LocalDate[] {
  const dates = (wanted: (name: string) => boolean) =>
    sources.flatMap(({ name, snapshot }) => (snapshot && wanted(name) ? [snapshot.date] : []))
  const ofUsed = dates((name) => used.includes(name))
  return ofUsed.length > 0
    ? ofUsed
    : dates(() => true)
        .sort()
        .slice(-1)
}
