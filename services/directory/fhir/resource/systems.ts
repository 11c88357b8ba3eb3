/**
 * Identifier systems, as dk-core states them; SHAK, which dk-core leaves out, by the number of the classification that it
 * belongs to.
 */
export const SYSTEM = {
  sor: 'urn:oid:1.2.208.176.1.1',
  cvr: 'http://cvr.dk',
  ydernummer: 'urn:oid:1.2.208.176.1.4',
  shak: 'urn:oid:1.2.208.176.2.4',
  gln: 'http://www.gs1.org/gln',
  group: 'urn:fundament:group',
  member: 'urn:fundament:group-member',
  person: 'urn:fundament:yder-person',
} as const

const EER = 'http://medcomehmi.dk/ig/terminology/CodeSystem'

/** Code systems that our codes are of. */
export const CODES = {
  snomed: 'http://snomed.info/sct',
  level: `${EER}/eer-sor-organization-type`,
  connection: `${EER}/eer-endpoint-connection-type`,
  network: `${EER}/eer-sor-net-operator-type`,
  messageType: `${EER}/ehmi-message-definition-uri`,
  mcsdType: 'https://profiles.ihe.net/ITI/mCSD/CodeSystem/IHE.mCSD.Organization.Location.Types',
  organisationRole: 'http://hl7.org/fhir/organization-role',
  groupKind: 'urn:fundament:group-kind',
  groupRole: 'urn:fundament:group-role',
  personRole: 'urn:fundament:yder-role',
  yderSpeciality: 'urn:fundament:yder-speciality',
  // Of what a source gives as a label alone: the label in lower case is the code.
  label: 'urn:fundament:label',
  // Of what a source spells in its own way, where no register of codes holds the spelling.
  messageTypeSpelling: 'urn:fundament:message-type',
} as const

const MCSD = 'https://profiles.ihe.net/ITI/mCSD/StructureDefinition'

/** Profiles that resources of ours obey. */
export const PROFILE = {
  organization: `${MCSD}/IHE.mCSD.Organization`,
  facilityOrganization: `${MCSD}/IHE.mCSD.FacilityOrganization`,
  endpoint: `${MCSD}/IHE.mCSD.Endpoint`,
  location: `${MCSD}/IHE.mCSD.Location`,
  facilityLocation: `${MCSD}/IHE.mCSD.FacilityLocation`,
  healthcareService: `${MCSD}/IHE.mCSD.HealthcareService`,
  affiliation: `${MCSD}/IHE.mCSD.OrganizationAffiliation`,
  practitionerRole: `${MCSD}/IHE.mCSD.PractitionerRole`,
  dkCoreOrganization: 'http://hl7.dk/fhir/core/StructureDefinition/dk-core-organization',
  eerOrganization: 'http://medcomehmi.dk/ig/eer/StructureDefinition/Eer.Messaging.Organization',
  eerEndpoint: 'http://medcomehmi.dk/ig/eer/StructureDefinition/eer.dk.endpoint.messaging',
  easOrganization: 'http://medcomehmi.dk/ig/eas/StructureDefinition/eas-messaging-organization',
} as const
