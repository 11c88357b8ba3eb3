import type { ViewedDirectory } from '../../domain/directory.ts'
import { effectiveAddresses, effectiveContact } from '../../domain/unit/inheritance.ts'
import { addressOf, telecomOf } from '../resource/contact.ts'
import { element, reference } from '../resource/element.ts'
import { PROFILE, SYSTEM } from '../resource/systems.ts'
import { levelConcept, typeConcept } from '../resource/unit-codes.ts'
import type { AnyResource, FhirElement } from '../resource.ts'
import type { Receiver } from './receiver.ts'

/**
 * A receiver as the address service shows it: with the mailboxes to send to and the addresses that count, inherited or not. It
 * is an answer to one question, and no version of the Organization.
 */
export async function easOrganization(
  directory: ViewedDirectory,
  { unit, mailboxes }: Receiver,
): Promise<AnyResource & { readonly id: string }> {
  const chain = await directory.chain(unit)
  return {
    resourceType: 'Organization',
    id: unit.sorId,
    meta: { profile: [PROFILE.easOrganization] },
    ...element({
      identifier: [
        { use: 'official', system: SYSTEM.sor, value: unit.sorId },
        ...(unit.cvr === null ? [] : [{ use: 'official', system: SYSTEM.cvr, value: unit.cvr }]),
        ...unit.ydernumre.map((value) => ({ system: SYSTEM.ydernummer, value })),
      ],
      active: unit.status === 'ACTIVE',
      type: [levelConcept(unit.level), ...(unit.type ? [typeConcept(unit.type)] : [])],
      name: unit.name,
      telecom: telecomOf(effectiveContact(chain)?.block ?? null),
      address: addressesOf(effectiveAddresses(chain)),
      partOf: unit.parentId === null ? null : reference('Organization', unit.parentId),
      endpoint: mailboxes.map(({ id }) => reference('Endpoint', id)),
    }),
  }
}

function addressesOf(effective: ReturnType<typeof effectiveAddresses>): readonly FhirElement[] {
  const of = (wanted: string) => effective.find(({ use }) => use === wanted)?.block
  const [postal, visiting] = [of('POSTAL'), of('VISITING')]
  return [
    ...(postal ? [addressOf(postal, 'postal')] : []),
    ...(visiting ? [addressOf(visiting, 'physical')] : []),
  ]
}
