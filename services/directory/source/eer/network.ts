import { NET_OPERATORS } from '../../domain/vocabulary/net-operators.ts'
import { valueOfSystem } from './identifiers.ts'
import { type Json, objectIn, objectsIn, textIn } from './json.ts'

/** The network of MedCom's EHMI, on which eDelivery mailboxes stand. */
const EHMI = '100097'

/**
 * The network operator of a Device: an identifier or an extension that holds one, else EHMI for an eDelivery access point.
 *
 * @returns null where the Device does not say
 */
export function networkOfDevice(device: Json): string | null {
  const stated = valueOfSystem(device, 'eer-sor-net-operator-type') ?? operatorIn(device)
  if (stated !== null) return stated
  return deviceTypes(device).includes('AP') ? EHMI : null
}

/** @returns the codes of a Device's type: AP, MSH, EUA, EOJ, LPS */
export const deviceTypes = (device: Json): readonly string[] =>
  objectsIn(objectIn(device.type).coding).flatMap(({ code }) => textIn(code) ?? [])

function operatorIn(device: Json): string | null {
  for (const extension of objectsIn(device.extension)) {
    const codings = [
      objectIn(extension.valueCoding),
      ...objectsIn(objectIn(extension.valueCodeableConcept).coding),
    ]
    const codes = codings.flatMap(({ code }) => textIn(code) ?? [])
    const operator = codes.find((code) => NET_OPERATORS.has(code))
    if (operator !== undefined) return operator
  }
  return null
}

/**
 * The network of an Endpoint: EHMI by its connection type, else that of a Device which it names.
 *
 * @param ofDevices networks of the Devices that it names, null where unknown
 */
export function networkOfEndpoint(
  connectionType: string | null,
  ofDevices: readonly (string | null)[],
): string | null {
  if (connectionType?.startsWith('EerMessagingEdelivery')) return EHMI
  return ofDevices.find((network) => network !== null) ?? null
}
