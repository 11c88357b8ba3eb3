import type { XdsCode, XdsInstitution } from '../../../../nsp/xds/document-entry.ts'
import { OID } from '../../../../nsp/xds/document-types.ts'
import type { OrganisationKey } from '../../../domain/world/document-story.ts'
import { ORGANISATIONS, PRACTICE_YDERNUMMER } from '../../../domain/world/organisations.ts'

/** What the registry says of an organisation that has made a document. */
export interface Institution {
  readonly institution: XdsInstitution
  readonly facilityType: XdsCode
  readonly practiceSetting: XdsCode
}

const snomed = (code: string, display: string): XdsCode => ({ code, scheme: OID.snomed, display })

const GENERAL_PRACTICE = {
  facilityType: snomed('394761003', 'lægepraksis'),
  practiceSetting: snomed('408443003', 'almen medicin'),
}

const HOSPITAL = {
  facilityType: snomed('22232009', 'hospital'),
  practiceSetting: snomed('394658006', 'klinisk speciale'),
}

/** An organisation as the registry writes it: by its SOR id, or by the number under which a practice settles. */
export const institutionOf = (key: OrganisationKey, isByYdernummer = false): Institution => ({
  institution: isByYdernummer
    ? { ...named(key), id: PRACTICE_YDERNUMMER, authority: OID.ydernummer }
    : { ...named(key), id: ORGANISATIONS[key].sorId, authority: OID.sor },
  ...(key === 'practice' ? GENERAL_PRACTICE : HOSPITAL),
})

const named = (key: OrganisationKey) => ({ name: ORGANISATIONS[key].name })
