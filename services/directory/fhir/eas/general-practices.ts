import { BY_SOR_ID } from '../../domain/catalogue/catalogue.ts'
import type { UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import type { ViewedDirectory } from '../../domain/directory.ts'
import { effectiveAddresses } from '../../domain/unit/inheritance.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import type { Operation } from '../port.ts'
import { textsOf } from './by-key.ts'
import { easBundle } from './eas-bundle.ts'
import { receivingMailboxes } from './receiver.ts'

/** SNOMED CT: general practice, as SOR types the institution. */
const GENERAL_PRACTICE = '394761003'
// A practice has its doctors below it.
const LEVELS_LOOKED_AT = 3
// Some four times as many as there are in Denmark.
const MOST = 20_000

const PROVIDERS: UnitCondition = {
  kind: 'all',
  of: [{ kind: 'active' }, { kind: 'has', what: 'ydernummer' }],
}

/** The general practices of some postal codes, to choose one. */
export const GET_LIST_OF_GP: Operation = {
  name: 'getListOfGpByPostalCode',
  type: 'Organization',
  definition: 'http://medcomehmi.dk/ig/eas/OperationDefinition/GetListOfGpByPostalCode',
  documentation:
    'Units in force that carry a ydernummer, belong to a general practice, are visited in one of the postal codes, or in any where none is given, and have a mailbox in service.',
  parameters: [{ name: 'postalCode', min: 0, max: '*' }],
  run: async (input, call) => {
    const codes = new Set(textsOf(input, 'postalCode').map((code) => code.trim()))
    const { directory, units } = await call.register.catalogue(call.moment)
    const places = await units(PROVIDERS, { order: BY_SOR_ID, after: null, first: MOST })
    const found = await Promise.all(
      places.map(async ({ sorId }) => {
        const unit = await directory.unit(sorId)
        if (unit === null || !(await isAsked(directory, unit, codes))) return []
        const mailboxes = await receivingMailboxes(directory, unit)
        return mailboxes.length > 0 ? [{ receiver: { unit, mailboxes }, failures: [] }] : []
      }),
    )
    return easBundle(directory, found.flat(), call)
  },
}

async function isAsked(
  directory: ViewedDirectory,
  unit: Unit,
  codes: ReadonlySet<string>,
): Promise<boolean> {
  const chain = await directory.chain(unit)
  const isPractice = chain
    .slice(0, LEVELS_LOOKED_AT)
    .some(({ type }) => type?.code === GENERAL_PRACTICE)
  if (!isPractice || codes.size === 0) return isPractice
  const visited = effectiveAddresses(chain).find(({ use }) => use === 'VISITING')
  return codes.has(visited?.block.postCode ?? '')
}
