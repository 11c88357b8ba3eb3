import type { OrganisationLevel } from '../../domain/statement/facts.ts'
import { columnKey } from './column-table.ts'

// Danish and English codes, and the names that SOR's files and services write out.
const LEVELS: ReadonlyMap<string, OrganisationLevel> = new Map(
  Object.entries({
    OWNER: ['ie', 'io', 'institutionsejer', 'institutionsejerenhed', 'institutionowner'],
    INSTITUTION: ['si', 'hi', 'sundhedsinstitution', 'healthinstitution'],
    UNIT: ['oe', 'ou', 'organisatoriskenhed', 'organizationalunit', 'organisationalunit'],
  } satisfies Record<OrganisationLevel, readonly string[]>).flatMap(([level, names]) =>
    names.map((name) => [name, level as OrganisationLevel] as const),
  ),
)

/** The level that a SOR type names, by Danish or English code or by name; null for any other. */
export const levelOf = (text: string): OrganisationLevel | null =>
  LEVELS.get(columnKey(text)) ?? LEVELS.get(columnKey(text).replace(/(entity|enhed)$/, '')) ?? null
