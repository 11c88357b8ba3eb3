import type { CitizenAddress } from '../domain/part/master-card.ts'
import { builder } from './builder.ts'
import { OrganisationType } from './organisation.ts'

const AddressUseType = builder.enumType('AddressUse', {
  description: 'What an address is for.',
  values: {
    POSTAL: { description: 'Where letters go.' },
    VISITING: { description: 'Where people go.' },
    ACTIVITY: { description: 'Where the work is done.' },
  } as const,
})

const PositionType = builder.objectRef<{ readonly latitude: number; readonly longitude: number }>(
  'Position',
)

PositionType.implement({
  description: 'A place on earth, WGS 84.',
  directives: { shareable: {} },
  fields: (t) => ({
    latitude: t.exposeFloat('latitude', { description: 'Degrees.' }),
    longitude: t.exposeFloat('longitude', { description: 'Degrees.' }),
  }),
})

/** @see contract: Address is shareable among subgraphs; of a citizen's, no source gives more than the text of it */
export const AddressType = builder.objectRef<CitizenAddress>('Address')

AddressType.implement({
  description: 'An address, inherited as a whole block or not at all.',
  directives: { shareable: {} },
  fields: (t) => ({
    use: t.field({ type: AddressUseType, resolve: () => 'VISITING' as const }),
    street: t.exposeString('street', { nullable: true }),
    building: t.exposeString('building', { nullable: true }),
    floor: t.exposeString('floor', { nullable: true }),
    suite: t.exposeString('suite', { nullable: true }),
    postCode: t.exposeString('postCode', { nullable: true }),
    city: t.exposeString('city', { nullable: true }),
    municipality: t.string({
      nullable: true,
      description: 'Municipality code, 4 digits.',
      resolve: () => null,
    }),
    country: t.exposeString('country', { nullable: true }),
    position: t.field({ type: PositionType, nullable: true, resolve: () => null }),
    inheritedFrom: t.field({
      type: OrganisationType,
      nullable: true,
      description: 'The organisation whose address it is, when it is inherited.',
      resolve: () => null,
    }),
  }),
})
