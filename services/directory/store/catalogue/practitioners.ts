import { type Kysely, sql } from 'kysely'
import type { Practitioner } from '../../domain/practitioner/practitioner.ts'
import { isInForceAt, isVisible, type Sight, standsAt } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'

/** Reads every practitioner that the register holds, by id: as on the day, else as last before it, else as first after it. */
export async function practitionersOn(
  db: Kysely<Tables>,
  sight: Sight,
): Promise<readonly Practitioner[]> {
  const { rows } = await sql<Practitioner>`
    select distinct on (p.person_id) p.person_id as id, p.ydernummer, p.valid_from as "validFrom",
      p.valid_to as "validTo", ${isInForceAt('p', sight)} as "isInForce",
      case when p.role_code is not null
        then json_build_object('code', p.role_code, 'display', p.role_display) end as role,
      (select json_build_object('name', y.name, 'speciality', case when y.speciality_code is not null
          then json_build_object('code', y.speciality_code, 'display', y.speciality_display) end)
        from yder_version y join source s on s.name = y.source
        where y.ydernummer = p.ydernummer
          and ${standsAt('y', sight)} and ${isInForceAt('y', sight)} and ${isVisible('y', sight)}
        order by s.rank limit 1) as practice
    from practitioner_version p
    where ${standsAt('p', sight)} and ${isVisible('p', sight)}
    order by p.person_id, ${isInForceAt('p', sight)} desc, p.valid_from <= ${sight.day}::date desc,
      abs(p.valid_from - ${sight.day}::date), p.id`.execute(db)
  return rows
}
