import { effectiveAddresses, effectiveContact } from '../domain/unit/inheritance.ts'
import type { Unit } from '../domain/unit/unit.ts'
import { AddressType } from './address.ts'
import { builder } from './builder.ts'
import { ContactType } from './contact.ts'
import { type OrganisationNode, unitNode } from './node.ts'
import { OrganisationType } from './organisation-ref.ts'

builder.objectFields(OrganisationType, (t) => ({
  addresses: t.field({
    type: [AddressType],
    description: 'Those that count for it, its own or inherited; at most one of each use.',
    resolve: async (node) =>
      effectiveAddresses(await node.at.chain(node.unit)).map((address) => ({
        ...address,
        inheritedFrom: lender(address.from, node),
      })),
  }),
  contact: t.field({
    type: ContactType,
    nullable: true,
    resolve: async (node) => {
      const contact = effectiveContact(await node.at.chain(node.unit))
      return contact && { ...contact, inheritedFrom: lender(contact.from, node) }
    },
  }),
}))

const lender = (from: Unit, { unit, at }: OrganisationNode): OrganisationNode | null =>
  from.sorId === unit.sorId ? null : unitNode(from, at)
