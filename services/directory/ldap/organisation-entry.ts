import type { LdapAttributes } from '../../kit/ldap/entry.ts'
import type { Walk } from '../domain/mailbox/mailbox-walk.ts'
import { effectiveAddresses, effectiveContact } from '../domain/unit/inheritance.ts'
import type { Chain, Unit } from '../domain/unit/unit.ts'
import { addressText } from './address-text.ts'
import { entryDn, type PublishedEntry, type Tree } from './tree.ts'
import { asciiOf, phoneOf, valuesOf } from './values.ts'

/** What is known of a unit on the day. */
export interface ShownUnit {
  readonly chain: Chain
  readonly walk: Walk
}

/** A unit as an organisation of IHE HPD, with what it inherits. */
export function organisationEntry(tree: Tree, { chain, walk }: ShownUnit): PublishedEntry {
  const [unit] = chain
  const own = walk.holder?.sorId === unit.sorId ? walk.mailboxes : []
  const glns = valuesOf(own.map(({ gln }) => gln))
  return {
    subject: unit.sorId,
    id: unit.sorId,
    attributes: {
      objectClass: [
        ...['top', 'organization', 'uidObject', 'HCRegulatedOrganization', 'HPDProvider'],
        'fundamentEntry',
      ],
      uid: [unit.sorId],
      o: valuesOf([unit.name]),
      hcRegisteredName: valuesOf([unit.name]),
      hcIdentifier: identifiers(unit, glns),
      hpdProviderStatus: [unit.status === 'ACTIVE' ? 'Active' : 'Inactive'],
      hpdHasAService: walk.mailboxes.map(({ id }) => entryDn(tree, 'service', id)),
      businessCategory: valuesOf(
        [unit.type?.display, ...unit.specialities.map(({ display }) => display)],
        'any-case',
      ),
      ...place(chain),
      fundamentSource: [tree.source],
      ...ofTheRegister(tree, unit),
      fundamentGln: glns,
    },
  }
}

function identifiers(unit: Unit, glns: readonly string[]): readonly string[] {
  const status = unit.status === 'ACTIVE' ? 'ACTIVE' : 'INACTIVE'
  const numbers: readonly (readonly [string, readonly (string | null)[]])[] = [
    ['SORID', [unit.sorId]],
    ['GLN', glns],
    ['YDER', unit.ydernumre],
    ['SHAK', [unit.shak]],
    ['CVR', [unit.cvr]],
  ]
  return valuesOf(
    numbers.flatMap(([type, values]) =>
      values.map((value) => value && `SOR:${type}:${value}:${status}`),
    ),
    'any-case',
  )
}

function place(chain: Chain): LdapAttributes {
  const addresses = effectiveAddresses(chain)
  const of = (wanted: string) => addresses.find(({ use }) => use === wanted)?.block
  const [postal, visiting] = [of('POSTAL'), of('VISITING')]
  const contact = effectiveContact(chain)?.block
  return {
    hpdProviderMailingAddress: valuesOf([postal && addressText(postal)]),
    hpdProviderPracticeAddress: valuesOf([visiting && addressText(visiting)]),
    street: valuesOf([visiting?.street]),
    postalCode: valuesOf([visiting?.postCode]),
    l: valuesOf([visiting?.city]),
    telephoneNumber: phoneOf(contact?.phone),
    mail: asciiOf(contact?.email),
    labeledURI: valuesOf([contact?.website]),
    fundamentMunicipality: valuesOf([visiting?.municipality]),
  }
}

const ofTheRegister = (tree: Tree, unit: Unit): LdapAttributes => ({
  fundamentSorId: [unit.sorId],
  fundamentLevel: [unit.level],
  fundamentStatus: [unit.status],
  fundamentYdernummer: valuesOf(unit.ydernumre),
  fundamentShak: valuesOf([unit.shak]),
  fundamentCvr: valuesOf([unit.cvr]),
  fundamentType: valuesOf([unit.type?.code]),
  fundamentSpeciality: valuesOf(unit.specialities.map(({ code }) => code)),
  fundamentParent: unit.parentId === null ? [] : [entryDn(tree, 'organisation', unit.parentId)],
  fundamentParentSorId: valuesOf([unit.parentId]),
  fundamentValidFrom: unit.isDated ? [unit.validFrom] : [],
  fundamentValidTo: valuesOf([unit.validTo]),
  fundamentRegisterSource: [unit.source],
})
