import type { Position } from '../domain/unit/address.ts'
import type { EffectiveAddress } from '../domain/unit/inheritance.ts'
import { builder } from './builder.ts'
import type { OrganisationNode } from './node.ts'
import { OrganisationType } from './organisation-ref.ts'

/** An address in the graph, as it counts for one unit. */
export interface AddressNode extends EffectiveAddress {
  readonly inheritedFrom: OrganisationNode | null
}

const AddressUseType = builder.enumType('AddressUse', {
  description: 'What an address is for.',
  values: {
    POSTAL: { description: 'Where letters go.' },
    VISITING: { description: 'Where people go.' },
    ACTIVITY: { description: 'Where the work is done.' },
  } as const,
})

const PositionType = builder.objectRef<Position>('Position')

PositionType.implement({
  description: 'A place on earth, WGS 84.',
  directives: { shareable: {} },
  fields: (t) => ({
    latitude: t.exposeFloat('latitude', { description: 'Degrees.' }),
    longitude: t.exposeFloat('longitude', { description: 'Degrees.' }),
  }),
})

/** @see contract: Address is shareable among subgraphs */
export const AddressType = builder.objectRef<AddressNode>('Address')

AddressType.implement({
  description: 'An address, inherited as a whole block or not at all.',
  directives: { shareable: {} },
  fields: (t) => ({
    use: t.field({ type: AddressUseType, resolve: ({ use }) => use }),
    street: t.string({ nullable: true, resolve: ({ block }) => block.street }),
    building: t.string({ nullable: true, resolve: ({ block }) => block.building }),
    floor: t.string({ nullable: true, resolve: ({ block }) => block.floor }),
    suite: t.string({ nullable: true, resolve: ({ block }) => block.suite }),
    postCode: t.string({ nullable: true, resolve: ({ block }) => block.postCode }),
    city: t.string({ nullable: true, resolve: ({ block }) => block.city }),
    municipality: t.string({
      nullable: true,
      description: 'Municipality code, 4 digits.',
      resolve: ({ block }) => block.municipality,
    }),
    country: t.string({ nullable: true, resolve: ({ block }) => block.country }),
    position: t.field({
      type: PositionType,
      nullable: true,
      resolve: ({ block }) => block.position,
    }),
    inheritedFrom: t.field({
      type: OrganisationType,
      nullable: true,
      description: 'The organisation whose address it is, when it is inherited.',
      resolve: ({ inheritedFrom }) => inheritedFrom,
    }),
  }),
})
