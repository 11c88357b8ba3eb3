import * as v from 'valibot'
import { DirectoryUnavailable } from '../../errors/directory.ts'
import type { Execute } from './execute.ts'

/** A number that a unit of the register may bear. */
export type NumberKey = { readonly ydernummer: string } | { readonly shak: string }

const QUERY = `query UnitsByNumber($keys: [OrganisationKey!]!) {
  organisationsByKeys(keys: $keys) { sorId }
}`

/** What the directory says of one key that names no unit for sure. */
const NO_UNIT: ReadonlySet<string> = new Set([
  ...['AMBIGUOUS_KEY', 'KEY_INVALID', 'NOT_RECORDED_FOR_DAY', 'WITHHELD'],
])

const Result = v.object({
  data: v.nullish(
    v.object({ organisationsByKeys: v.array(v.nullable(v.object({ sorId: v.string() }))) }),
  ),
  errors: v.optional(
    v.array(
      v.object({
        path: v.optional(v.array(v.union([v.string(), v.number()]))),
        extensions: v.optional(v.object({ code: v.optional(v.string()) })),
      }),
    ),
  ),
})

/**
 * Asks the directory which unit bears each number today.
 *
 * @returns SOR ids in the order asked: null where no unit, or not exactly one, bears it; an error where that one could not be told
 * @throws {DirectoryUnavailable} where nothing could be told
 */
export async function unitsByNumber(
  execute: Execute,
  keys: readonly NumberKey[],
): Promise<readonly (string | null | Error)[]> {
  // GraphQL results of this process have no prototype of their own; what came over HTTP is checked all the same.
  const read = v.safeParse(Result, await execute(QUERY, { keys }))
  const units = read.success ? read.output.data?.organisationsByKeys : null
  if (!read.success || !units || units.length !== keys.length) {
    throw new DirectoryUnavailable('its answer is none')
  }
  const failed = new Set(
    (read.output.errors ?? [])
      .filter(({ extensions }) => !NO_UNIT.has(extensions?.code ?? ''))
      .map(({ path }) => path?.[1]),
  )
  return units.map((unit, index) => {
    if (failed.has(index)) return new DirectoryUnavailable('it cannot tell')
    return unit?.sorId ?? null
  })
}
