import { organisationKey, type WrittenKey } from '../../domain/identifier/organisation-key.ts'
import { KeyInvalid, TooManyKeys } from '../../errors/reading.ts'
import type { Operation, OperationCall, OperationInput } from '../port.ts'
import { easBundle } from './eas-bundle.ts'
import { receiving } from './receiver.ts'

const DEFINITIONS = 'http://medcomehmi.dk/ig/eas/OperationDefinition'
const MOST = 1_000

/** Who receives for units that are known by SOR id. */
export const GET_BY_SOR_ID: Operation = {
  name: 'getReceivingOrganizationBySORId',
  type: 'Organization',
  definition: `${DEFINITIONS}/GetReceivingOrganizationBySORId`,
  documentation:
    'Who receives message types for units, by the rules of the graph: the units with the mailboxes to send to. Without a message type, every mailbox in service. A warning for each message type that nobody receives; an error where none is received.',
  parameters: [
    { name: 'sorId', min: 1, max: '*' },
    { name: 'messageType', min: 0, max: '*' },
  ],
  run: (input, call) =>
    run(
      textsOf(input, 'sorId').map((sorId) => ({ sorId })),
      input,
      call,
    ),
}

/** Who receives for the general practice that a ydernummer means. */
export const GET_BY_GP_ID: Operation = {
  name: 'getReceivingOrganizationByGPId',
  type: 'Organization',
  definition: `${DEFINITIONS}/GetReceivingOrganizationByGPId`,
  documentation:
    'The same for the one unit that a ydernummer (gpId) means on the day; an error where it means none, or several.',
  parameters: [
    { name: 'gpId', min: 1, max: '1' },
    { name: 'messageType', min: 0, max: '*' },
  ],
  run: (input, call) =>
    run(
      textsOf(input, 'gpId').map((ydernummer) => ({ ydernummer })),
      input,
      call,
    ),
}

async function run(keys: readonly WrittenKey[], input: OperationInput, call: OperationCall) {
  const types = [...new Set(textsOf(input, 'messageType'))]
  const asked = keys.length * Math.max(1, types.length)
  if (asked > MOST) throw new TooManyKeys(asked, MOST)
  const { directory } = await call.register.catalogue(call.moment)
  const found = await Promise.all(
    keys.map((written) => receiving(directory, keyOf(written), types)),
  )
  return easBundle(directory, found, call)
}

function keyOf(written: WrittenKey) {
  try {
    return organisationKey(written)
  } catch (cause) {
    if (cause instanceof RangeError) throw new KeyInvalid(cause.message, { cause })
    throw cause
  }
}

/** The texts that an operation is called with under a name. */
export const textsOf = (input: OperationInput, name: string): readonly string[] =>
  (input.get(name) ?? []).filter((value) => typeof value === 'string')
