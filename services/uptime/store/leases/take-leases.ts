import { type Kysely, sql } from 'kysely'
import type { Probe } from '../../domain/probe.ts'
import { subjectOf } from '../../domain/subject.ts'
import type { Target } from '../../domain/target.ts'
import type { Tables } from '../tables.ts'

interface Row {
  readonly id: string
  readonly subject: string
  readonly probe: Probe
}

const LOCK = 7_462_953

/**
 * Says that a prober is alive, and gives it its share: what it holds it keeps, what nobody holds any longer is divided among
 * those who are alive, and who holds more than an equal share gives up the rest. The database's clock counts, not the
 * probers' own.
 *
 * @param heldForMs a prober that has not been heard of for as long holds nothing
 * @returns the targets that are the prober's own until then
 */
export async function takeLeases(
  db: Kysely<Tables>,
  { prober, heldForMs }: { readonly prober: string; readonly heldForMs: number },
): Promise<readonly Target[]> {
  return db.transaction().execute(async (trx) => {
    // One at a time, so that two who come together do not both take the same ones.
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx)
    const until = sql`clock_timestamp() + make_interval(secs => ${heldForMs / 1_000})`
    await sql`
      insert into prober (name, seen_at) values (${prober}, clock_timestamp())
      on conflict (name) do update set seen_at = excluded.seen_at`.execute(trx)
    await sql`
      delete from lease where until < clock_timestamp()
        or target in (select number from target where not is_listed)`.execute(trx)
    const share = await equalShare(trx, heldForMs)
    await sql`
      delete from lease where prober = ${prober} and target in (
        select target from lease where prober = ${prober} order by target offset ${share})`.execute(
      trx,
    )
    await sql`update lease set until = ${until} where prober = ${prober}`.execute(trx)
    await sql`
      insert into lease (target, prober, until)
      select number, ${prober}, ${until} from target
      where is_listed and not exists (select from lease where lease.target = target.number)
      order by number
      limit greatest(0, ${share} - (select count(*) from lease where prober = ${prober}))`.execute(
      trx,
    )
    const { rows } = await sql<Row>`
      select target.id, target.subject, target.probe from lease join target on target.number = lease.target
      where lease.prober = ${prober} order by target.number`.execute(trx)
    return rows.map(({ id, subject, probe }) => ({ id, subject: subjectOf(subject), probe }))
  })
}

async function equalShare(db: Kysely<Tables>, heldForMs: number): Promise<number> {
  const { rows } = await sql<{ share: number }>`
    select ceil(
      (select count(*) from target where is_listed)::numeric
      / (select count(*) from prober
         where seen_at > clock_timestamp() - make_interval(secs => ${heldForMs / 1_000}))
    )::int as share`.execute(db)
  return rows[0]?.share ?? 0
}

/** Gives everything back at once, so that nobody has to wait until the leases end. */
export async function giveUpLeases(db: Kysely<Tables>, prober: string): Promise<void> {
  await sql`delete from lease where prober = ${prober}`.execute(db)
  await sql`delete from prober where name = ${prober}`.execute(db)
}
