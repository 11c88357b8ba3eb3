import { glnOf, sorIdOf } from './register-file.ts'

const NAMESPACE = 'urn:oio:sundhedsstyrelsen:organisation:1.0.0'

/** A SOR XML file around what is given. */
export const sorTree = (
  content: string,
  { snapshotDate = '2026-11-01', namespace = NAMESPACE } = {},
): string => `<?xml version="1.0" encoding="UTF-8"?>
<SorTree xmlns="${namespace}" xmlns:dkcc="urn:dkcc">
<CreatedAtTime>2026-11-01T01:00:00+01:00</CreatedAtTime>
<SnapshotDate>${snapshotDate}</SnapshotDate>
${content}
</SorTree>
`

const STATUS = '<SorStatus><FromDate>2020-01-01</FromDate></SorStatus>'

/** An owner with what it holds; `more` stands in its own element. */
export const owner = (
  inner: string,
  { id = sorIdOf(1), more = STATUS, name = 'Region Eksempel' } = {},
): string =>
  `<InstitutionOwnerEntity><InstitutionOwner><SorIdentifier>${id}</SorIdentifier>${nameOf(name)}${more}</InstitutionOwner>${inner}</InstitutionOwnerEntity>`

/** An institution with what it holds. */
export const institution = (inner: string, { id = sorIdOf(2), more = STATUS } = {}): string =>
  `<HealthInstitutionEntity><HealthInstitution><SorIdentifier>${id}</SorIdentifier>${nameOf('Sygehus')}${more}</HealthInstitution>${inner}</HealthInstitutionEntity>`

/** A unit with what it holds. */
export const unit = (
  inner: string,
  { id = sorIdOf(3), more = STATUS, name = 'Afdeling' } = {},
): string =>
  `<OrganizationalUnitEntity><OrganizationalUnit><SorIdentifier>${id}</SorIdentifier>${nameOf(name)}${more}</OrganizationalUnit>${inner}</OrganizationalUnitEntity>`

const nameOf = (name: string): string => (name === '' ? '' : `<EntityName>${name}</EntityName>`)

/** A mailbox element; `more` stands in it. */
export const mailbox = (more = '', gln = glnOf(1)): string =>
  `<EanLocationCodeEntity><EanLocationCode>${gln}</EanLocationCode><OnlyInternalIndicator>false</OnlyInternalIndicator><NonActiveIndicator>false</NonActiveIndicator>${more}${STATUS}</EanLocationCodeEntity>`
