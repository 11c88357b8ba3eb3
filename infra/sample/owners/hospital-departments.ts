import type { SpecialityName } from '../codes.ts'
import { mailbox } from '../mailbox.ts'
import { RECEIVES } from '../message-types.ts'
import { type SampleUnit, section } from '../unit.ts'

const DEPARTMENTS = [
  ['Kardiologisk', 'kardiologi'],
  ['Kirurgisk', 'kirurgi'],
  ['Medicinsk', 'intern'],
  ['Neurologisk', 'neurologi'],
  ['Ortopædkirurgisk', 'ortopædi'],
  ['Gynækologisk', 'gynækologi'],
  ['Psykiatrisk', 'psykiatri'],
  ['Urologisk', 'urologi'],
] as const satisfies readonly (readonly [string, SpecialityName])[]

/** Departments with wards, for bulk; every third department has a mailbox of its own. */
export function hospitalDepartments(plan: {
  readonly first: number
  readonly shak: string
  readonly departments: number
  readonly wards: number
}): readonly SampleUnit[] {
  return DEPARTMENTS.slice(0, plan.departments).map(([name, speciality], index) => {
    const number = plan.first + index * 10
    const shak = `${plan.shak}${20 + index}`
    return section(
      [number, `${name} Afdeling`],
      {
        shak,
        specialities: [speciality],
        mailbox: index % 3 === 0 ? mailbox(number, { receives: RECEIVES.ward }) : 'inherited',
      },
      Array.from({ length: plan.wards }, (_, ward) =>
        section([number + 1 + ward, `${name} Sengeafsnit ${ward + 1}`], {
          shak: `${shak}${ward + 1}`,
        }),
      ),
    )
  })
}
