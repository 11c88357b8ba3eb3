import { MUNICIPALITIES } from '../vocabulary/municipalities.ts'
import type { GroupMember } from './group.ts'

/**
 * The names under which the register may hold a member that no SOR id tells: a municipality's authority by the forms that
 * Danish makes of its name, anybody else by the name as stated. A name of several units tells none.
 */
export function namesOfMember({ role, municipality, name }: GroupMember): readonly string[] {
  if (role !== 'MUNICIPALITY') return name === null ? [] : [name]
  const place = MUNICIPALITIES.get(municipality ?? '')
  const forms = place === undefined ? [] : [place, `${place}s`]
  return [
    ...(municipality === null && name !== null ? [name] : []),
    ...forms.flatMap((form) => [`${form} Kommune`, `${form} Regionskommune`]),
  ]
}
