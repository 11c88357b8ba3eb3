import type { Acting, ActingFor } from '../../../nsp/platform/acting.ts'
import type { SystemIdentity } from '../../../nsp/platform/profile.ts'
import { XmlText, xml } from '../../../nsp/xml/template.ts'

const HEADER_NS = 'http://www.sdsd.dk/dgws/2012/06'
const PARTS_NS = 'http://www.sdsd.dk/dgws/2010/08'

/** Roles of the schema by education code; a role that is not listed there is passed on as it is, which the schema allows. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['7170', 'Læge'],
  ['5166', 'Sygeplejerske'],
  ['9495', 'Social- og sundhedsassistent'],
])

/** Roles of those who ask for somebody else; the schema has none for a power of attorney, so that one's name is ours. */
const ROLE_FOR: Readonly<Record<ActingFor['by'], string>> = {
  PARENTAL_CUSTODY: 'Forældermyndighed',
  WARD_CUSTODY: 'Værge',
  PARTLY_WARD_CUSTODY: 'Værge',
  PROCURATION: 'Fuldmagt',
}

/**
 * The header by which FMK and DDV know the system, and what the one who asks is to them.
 *
 * The name of the unit in use is not known here; the one in its place is that of the organisation behind the system.
 *
 * @param name as the service's own WSDL spells it
 * @see WhitelistingHeader, 2012/06
 */
export function whitelistingHeader(
  name: 'WhitelistingHeader' | 'WhiteListingHeader',
  acting: Acting,
  system: SystemIdentity,
): XmlText {
  const tag = XmlText.of(`w:${name}`)
  const { systemOwner, systemName, systemVersion } = system
  return xml`<${tag} xmlns:w="${HEADER_NS}" xmlns:s="${PARTS_NS}"><s:SystemOwnerName>${systemOwner}</s:SystemOwnerName><s:SystemName>${systemName}</s:SystemName><s:SystemVersion>${systemVersion}</s:SystemVersion>${placeXml(acting, system)}<s:RequestedRole>${roleOf(acting)}</s:RequestedRole></${tag}>`
}

function placeXml(acting: Acting, { careProvider, cvr }: SystemIdentity): XmlText {
  if (acting.kind === 'citizen') return xml`<s:BorgerOpslag/>`
  const organisation = acting.kind === 'professional' ? acting.organisation : null
  const id =
    organisation === null
      ? xml`<s:OrgUsingID NameFormat="medcom:cvrnumber">${cvr}</s:OrgUsingID>`
      : xml`<s:OrgUsingID NameFormat="medcom:sor">${organisation}</s:OrgUsingID>`
  return xml`<s:OrgResponsibleName>${careProvider}</s:OrgResponsibleName><s:OrgUsingName>${careProvider}</s:OrgUsingName>${id}`
}

function roleOf(acting: Acting): string {
  if (acting.kind === 'system') return 'System'
  if (acting.kind === 'citizen') {
    return acting.onBehalfOf ? ROLE_FOR[acting.onBehalfOf.by] : 'Borger'
  }
  const { role } = acting
  return role === null ? 'Ukendt' : (ROLES.get(role) ?? role)
}
