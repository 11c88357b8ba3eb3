import { type Kysely, sql } from 'kysely'
import { GROUP_ROLES, type GroupKind, type GroupMember } from '../../domain/group/group.ts'
import { namesOfMember } from '../../domain/group/group-names.ts'
import type { GroupWithMembers } from '../../domain/group/group-page.ts'
import { ownMunicipality, reachOf } from '../../domain/group/group-reach.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import { isInForceAt, isVisible, type Sight, standsAt } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'
import { unitNames } from './unit-names.ts'

interface Row {
  readonly id: string
  readonly source: string
  readonly kind: GroupKind
  readonly name: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
  readonly is_in_force: boolean
  readonly members: readonly GroupMember[] | null
}

/**
 * Reads every group that the register knows on the view, by id: laws make some tens of them, so that all are read at one
 * time. Of a group that several sources hold, the best-ranked that holds it open counts, members included; one that has ended
 * is shown as it was on its last day, one that lies ahead as it will be on its first.
 *
 * @param units reads the units that stand for municipalities
 */
export async function groupsOn(
  db: Kysely<Tables>,
  sight: Sight,
  units: (sorIds: readonly string[]) => Promise<readonly (Unit | null)[]>,
): Promise<readonly GroupWithMembers[]> {
  const { rows } = await sql<Row>`
    with best as (
      select distinct on (g.group_id) g.*, ${isInForceAt('g', sight)} as is_in_force,
        greatest(g.valid_from, least(${sight.day}::date, g.valid_to)) as day
      from group_version g join source s on s.name = g.source
      where ${standsAt('g', sight)} and ${isVisible('g', sight)}
      order by g.group_id, ${isInForceAt('g', sight)} desc, s.rank, g.source,
        g.valid_from <= ${sight.day}::date desc, abs(g.valid_from - ${sight.day}::date)
    )
    select best.group_id as id, best.source, best.kind, best.name, best.valid_from as "validFrom",
      best.valid_to as "validTo", best.is_in_force, (
        select json_agg(json_build_object('role', m.role, 'sorId', m.sor_id, 'municipality', m.municipality,
          'name', m.name, 'validFrom', m.valid_from, 'validTo', m.valid_to))
        from group_member_version m
        where m.group_id = best.group_id and m.source = best.source and ${standsAt('m', sight)}
          and m.valid_from <= best.day and (m.valid_to is null or m.valid_to >= best.day)
      ) as members
    from best order by best.group_id`.execute(db)
  const stated = rows.flatMap(({ members }) => members ?? [])
  const complete = await completing(stated, {
    names: await unitNames(db, sight, stated.flatMap(namesOfMember)),
    units,
  })
  return rows.map(({ members, is_in_force, ...group }) => {
    const shown = (members ?? []).map(complete).sort(inOrder)
    return { group, members: shown, reach: reachOf(shown), isInForce: is_in_force }
  })
}

type Names = ReadonlyMap<string, readonly string[]>

/** Gives members the SOR id of the one unit that goes by their name, and the code of the municipality that a unit stands for. */
async function completing(
  stated: readonly GroupMember[],
  read: {
    readonly names: Names
    readonly units: (sorIds: readonly string[]) => Promise<readonly (Unit | null)[]>
  },
): Promise<(member: GroupMember) => GroupMember> {
  const known = stated.map((member) => ({ ...member, sorId: sorIdOf(member, read.names) }))
  const uncoded = known.filter((each) => each.role === 'MUNICIPALITY' && each.municipality === null)
  const sorIds = [...new Set(uncoded.flatMap(({ sorId }) => sorId ?? []))]
  const codes = new Map<string, string | null>()
  for (const unit of await read.units(sorIds))
    if (unit) codes.set(unit.sorId, ownMunicipality(unit))
  return (member) => {
    const sorId = sorIdOf(member, read.names)
    if (member.role !== 'MUNICIPALITY') return { ...member, sorId }
    return { ...member, sorId, municipality: member.municipality ?? codes.get(sorId ?? '') ?? null }
  }
}

/** @returns null where the name is nobody's, or that of several: which one is meant is not guessed */
function sorIdOf(member: GroupMember, names: Names): string | null {
  if (member.sorId !== null) return member.sorId
  const key = member.role === 'ACUTE_HOSPITAL' || member.role === 'OTHER' ? 'any' : 'owner'
  const found = namesOfMember(member).flatMap((name) => names.get(`${key} ${name}`) ?? [])
  const [only, ...others] = new Set(found)
  return only !== undefined && others.length === 0 ? only : null
}

const sortKey = ({ municipality, name, sorId }: GroupMember): string =>
  [municipality, name, sorId].map((part) => part ?? '').join('\n')

function inOrder(one: GroupMember, other: GroupMember): number {
  const byRole = GROUP_ROLES.indexOf(one.role) - GROUP_ROLES.indexOf(other.role)
  if (byRole !== 0) return byRole
  return sortKey(one) < sortKey(other) ? -1 : 1
}
