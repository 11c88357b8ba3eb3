/** What stands in the subject of a certificate of the OCES kind. */
export interface SubjectNames {
  /** 8 digits. */
  readonly cvr: string
  readonly organisation: string
  readonly uuid: string
  readonly name: string
}

/** Subject of the fictional authority; its own key signs it. */
export const OCES_AUTHORITY = 'C=DK, O=Sandkassen, OU=Fiktiv, CN=Sandkassens OCES udstedende-CA 1'

/** Subject of an authority that the sandbox does not trust. */
export const FOREIGN_AUTHORITY = 'C=DK, O=Fremmed, CN=Fremmed udstedende-CA'

/** Systems of the sandbox that have a certificate. */
export const SYSTEMS = {
  sts: {
    ...{ cvr: '00000900', organisation: 'Sandkassen' },
    ...{ uuid: '5d0c9f52-0000-4000-8000-000000000001', name: 'Sandkassens STS' },
  },
  identityProvider: {
    ...{ cvr: '00000900', organisation: 'Sandkassen' },
    ...{ uuid: '5d0c9f52-0000-4000-8000-000000000002', name: 'Sandkassens login' },
  },
  hub: {
    ...{ cvr: '00000901', organisation: 'Fundament' },
    ...{ uuid: '5d0c9f52-0000-4000-8000-000000000003', name: 'Fundament i sandkassen' },
  },
  unlisted: {
    ...{ cvr: '00000902', organisation: 'Ukendt Anvender' },
    ...{ uuid: '5d0c9f52-0000-4000-8000-000000000004', name: 'Ikke tilsluttet' },
  },
} as const satisfies Readonly<Record<string, SubjectNames>>

/**
 * Writes a subject as OCES 3 has it.
 *
 * @param kind `O` for an organisation's own certificate, `E` for one of its staff
 */
export function distinguishedName(names: SubjectNames, kind: 'O' | 'E' = 'O'): string {
  const { cvr, organisation, uuid, name } = names
  const serial = `UI:DK-${kind}:G:${uuid}`
  return [
    'C=DK',
    `2.5.4.97=NTRDK-${cvr}`,
    `O=${written(organisation)}`,
    `2.5.4.5=${serial}`,
    `CN=${written(name)}`,
  ].join(', ')
}

const written = (value: string): string => value.replace(/[,+"\\<>;=]/g, '\\$&')
