/** A code of the registry, with its system as an OID. */
export interface XdsCode {
  readonly code: string
  readonly scheme: string
  readonly display: string | null
}

/** An organisation as HL7 writes it (XON). */
export interface XdsInstitution {
  readonly name: string
  readonly id: string | null
  /** OID of the kind of number: SOR, ydernummer, SHAK or another. */
  readonly authority: string | null
}

/** What a registry says about one document. */
export interface DocumentEntry {
  /** `urn:uuid:`. */
  readonly entryUuid: string
  readonly uniqueId: string
  readonly repositoryUniqueId: string
  /** Without `urn:oid:` before it. */
  readonly homeCommunityId: string
  readonly entryType: 'stable' | 'on-demand'
  readonly status: 'APPROVED' | 'DEPRECATED'
  readonly patient: { readonly id: string; readonly authority: string }
  readonly title: string
  readonly mimeType: string
  readonly languageCode: string | null
  /** RFC 3339, UTC. */
  readonly created: string
  readonly service: { readonly start: string | null; readonly stop: string | null }
  readonly classCode: XdsCode
  readonly typeCode: XdsCode
  readonly formatCode: XdsCode
  readonly confidentiality: readonly XdsCode[]
  readonly events: readonly XdsCode[]
  readonly facilityType: XdsCode | null
  readonly practiceSetting: XdsCode | null
  readonly author: { readonly institution: XdsInstitution | null; readonly person: string | null }
  /** SHA-1 in hex; null for what is made on demand, as is the size in bytes. */
  readonly hash: string | null
  readonly size: number | null
}
