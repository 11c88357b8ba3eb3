import { namesIn } from '../xml/element.ts'

/** Namespaces of document sharing: ebXML registry 3.0 and IHE XDS.b. */
export const NAMESPACE = {
  rim: 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
  rs: 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0',
  lcm: 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
  query: 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0',
  xdsb: 'urn:ihe:iti:xds-b:2007',
} as const

/** Names of the registry information model. */
export const rim = namesIn(NAMESPACE.rim)
/** Names of the registry's answers. */
export const rs = namesIn(NAMESPACE.rs)
/** Names of the registry's life cycle. */
export const lcm = namesIn(NAMESPACE.lcm)
/** Names of queries. */
export const query = namesIn(NAMESPACE.query)
/** Names of XDS.b. */
export const xdsb = namesIn(NAMESPACE.xdsb)

/** SOAP actions. */
export const ACTION = {
  /** ITI-18. */
  registryStoredQuery: 'urn:ihe:iti:2007:RegistryStoredQuery',
  /** ITI-43. */
  retrieveDocumentSet: 'urn:ihe:iti:2007:RetrieveDocumentSet',
  /** ITI-41. */
  provideAndRegister: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
} as const

/** Queries that a registry has stored. */
export const STORED_QUERY = {
  findDocuments: 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d',
  getDocuments: 'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4',
} as const

/** What an entry is: a document that lies there, or one that is made when it is asked for. */
export const ENTRY_TYPE = {
  stable: 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1',
  'on-demand': 'urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248',
} as const

/** Status of an entry. */
export const ENTRY_STATUS = {
  APPROVED: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved',
  DEPRECATED: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated',
} as const

/** Classification schemes of a document entry and a submission set. */
export const SCHEME = {
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
  classCode: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
  typeCode: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
  formatCode: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
  confidentiality: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
  eventCode: 'urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4',
  facilityType: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
  practiceSetting: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
  submissionAuthor: 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d',
  contentType: 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500',
} as const

/** External identifiers of a document entry and a submission set. */
export const IDENTIFIER = {
  patientId: 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
  entryPatientId: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  entryUniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
  submissionUniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
  submissionSourceId: 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832',
} as const

/** The node that tells a registry package to be a submission set. */
export const SUBMISSION_SET_NODE = 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd'

/** How a submission set holds a document. */
export const HAS_MEMBER = 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember'
