import type { LdapAttributes } from '../../kit/ldap/entry.ts'
import type { AccessPoint } from '../domain/mailbox/access-point.ts'
import type { Mailbox } from '../domain/mailbox/mailbox.ts'
import type { Unit } from '../domain/unit/unit.ts'
import { entryDn, type PublishedEntry, type Tree } from './tree.ts'
import { truthOf, valuesOf } from './values.ts'

/** What is known of a mailbox on the day. */
export interface ShownMailbox {
  readonly mailbox: Mailbox
  readonly owner: Unit | null
  readonly accessPoint: AccessPoint | null
}

/** A mailbox as an electronic service of IHE HPD, with the endpoint where it is reached. */
export function serviceEntry(tree: Tree, shown: ShownMailbox): PublishedEntry {
  const { mailbox, owner, accessPoint } = shown
  const messageTypes = valuesOf(mailbox.receives.raw)
  return {
    subject: mailbox.gln,
    id: mailbox.id,
    attributes: {
      objectClass: ['top', 'HPDElectronicService', 'fundamentEntry'],
      hpdServiceId: [mailbox.id],
      hpdServiceAddress: valuesOf([mailbox.address ?? accessPoint?.url]),
      hpdIntegrationProfile: valuesOf([mailbox.connectionType?.code]),
      hpdContentProfile: messageTypes,
      fundamentSource: [tree.source],
      fundamentGln: [mailbox.gln],
      fundamentNetwork: valuesOf([mailbox.network]),
      fundamentStatus: [mailbox.status],
      fundamentConnectionType: valuesOf([mailbox.connectionType?.code]),
      fundamentInternalOnly: truthOf(mailbox.internalOnly),
      fundamentMessageType: messageTypes,
      fundamentMessageTypesKnown: truthOf(mailbox.receives.state === 'KNOWN'),
      fundamentOwner: owner ? [entryDn(tree, 'organisation', owner.sorId)] : [],
      fundamentOwnerSorId: valuesOf([owner?.sorId]),
      fundamentValidFrom: [mailbox.validFrom],
      fundamentValidTo: valuesOf([mailbox.validTo]),
      fundamentRegisterSource: valuesOf(mailbox.sources),
      ...reachedAt(accessPoint),
    },
  }
}

function reachedAt(point: AccessPoint | null): LdapAttributes {
  const certificate = point?.certificate
  return {
    fundamentAccessPointUrl: valuesOf([point?.url]),
    fundamentCertificateSha256: valuesOf([certificate?.sha256]),
    fundamentCertificateSubject: valuesOf([certificate?.subject]),
    fundamentCertificateNotAfter: valuesOf([certificate?.notAfter]),
  }
}
