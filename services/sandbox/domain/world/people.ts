import { ORGANISATIONS } from './organisations.ts'
import { CITIZENS, type Citizen, STAFF, type StaffMember } from './persons.ts'

/** Somebody who can sign in. */
export type TestPerson =
  | { readonly kind: 'citizen'; readonly person: Citizen }
  | { readonly kind: 'professional'; readonly person: StaffMember }

const PEOPLE: ReadonlyMap<string, TestPerson> = new Map<string, TestPerson>([
  ...entriesOf<Citizen>(CITIZENS).map(
    ([key, person]) => [key, { kind: 'citizen', person }] as const,
  ),
  ...entriesOf<StaffMember>(STAFF).map(
    ([key, person]) => [key, { kind: 'professional', person }] as const,
  ),
])

/** Somebody by key; null for nobody. */
export const personOf = (key: string): TestPerson | null => PEOPLE.get(key) ?? null

/** Somebody by what stands in place of the number; null for nobody. */
export const personWithUuid = (uuid: string): TestPerson | null =>
  [...PEOPLE.values()].find(({ person }) => person.uuid === uuid) ?? null

/** Somebody by number; null for nobody. */
export const personWithCpr = (cpr: string): TestPerson | null =>
  [...PEOPLE.values()].find(({ person }) => person.cpr === cpr) ?? null

/** Whom a parent has custody of, by number. */
const CUSTODY: ReadonlyMap<string, readonly string[]> = new Map([
  [CITIZENS.pregnant.cpr, [CITIZENS.child.cpr]],
])

/** Whether the one has custody of the other. */
export const hasCustody = (parentCpr: string, childCpr: string): boolean =>
  CUSTODY.get(parentCpr)?.includes(childCpr) ?? false

/** The name of the unit that somebody works at. */
export const workplaceOf = ({ organisation }: StaffMember): string =>
  Object.values(ORGANISATIONS).find(({ sorId }) => sorId === organisation)?.name ?? organisation

function entriesOf<T>(people: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(people)
}
