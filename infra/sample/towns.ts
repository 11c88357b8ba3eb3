import type { SampleAddress } from './unit.ts'

/** Towns that are nowhere: Danish post codes end at 9990, municipality codes at 0860. */
const TOWNS = {
  Nordvang: { postCode: '9991', municipality: '0991' },
  Tangeby: { postCode: '9992', municipality: '0992' },
  Søndervang: { postCode: '9993', municipality: '0993' },
  Ærøsund: { postCode: '9994', municipality: '0994' },
  Fjordby: { postCode: '9995', municipality: '0991' },
  Åkær: { postCode: '9996', municipality: '0992' },
  Sundby: { postCode: '9997', municipality: '0995' },
  Næsby: { postCode: '9998', municipality: '0996' },
} as const

export type Town = keyof typeof TOWNS

/** @param street name and building, divided by the last space */
export function address(street: string, town: Town): SampleAddress {
  const cut = street.lastIndexOf(' ')
  return {
    street: street.slice(0, cut),
    building: street.slice(cut + 1),
    city: town,
    ...TOWNS[town],
  }
}
