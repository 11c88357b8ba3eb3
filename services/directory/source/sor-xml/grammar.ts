import type { OrganisationLevel } from '../../domain/statement/facts.ts'
import { ADDRESS_STEPS } from './address-grammar.ts'
import { newMailbox, newUnit } from './draft.ts'
import {
  type Block,
  type Cursor,
  flag,
  holding,
  ignored,
  kept,
  listed,
  named,
  type Step,
} from './step.ts'

const statusOf = (part: 'unit' | 'mailbox'): Step =>
  holding(
    [
      ['FromDate', kept('status', 'from')],
      ['ToDate', kept('status', 'to')],
      ['FirstFromDate', kept('status', 'first')],
      ...ignored('UpdatedAt'),
    ],
    (at) => {
      at.status = at[part].status
    },
  )

const mailbox = holding(
  [
    ['EanLocationCode', kept('mailbox', 'gln')],
    ['OnlyInternalIndicator', flag('mailbox', 'isInternal')],
    ['NonActiveIndicator', flag('mailbox', 'isPassive')],
    ['CommunicationSupplier', kept('mailbox', 'network')],
    ['RegionCode', kept('mailbox', 'region')],
    ['SorStatus', statusOf('mailbox')],
    ...ignored('SystemSupplier', 'SystemType', 'EdiAdministrator', 'SorNote'),
  ],
  (at) => {
    at.mailbox = newMailbox(at.line)
    at.unit.mailboxes.push(at.mailbox)
  },
)

const optionalMailbox = holding([
  ['EntityInheritedIndicator', flag('unit', 'inheritsGln')],
  ['EanLocationCodeEntity', mailbox],
])

const speciality = holding([
  ['SpecialityCode', listed((at) => at.unit.specialities)],
  ...ignored('SpecialityType'),
])

// How these collections are built inside is not published: every SOR identifier in them counts, at any depth.
const replacements: { children: Map<string, Step>; otherwise?: Step } = {
  children: new Map<string, Step>([
    ...named(
      ['SorIdentifier', 'ReplacesSorIdentifier', 'ReplacedBySorIdentifier'],
      listed((at) => at.replacement),
    ),
    ...ignored('SorStatus', 'FromDate', 'ToDate', 'UpdatedAt', 'FirstFromDate'),
  ]),
}
replacements.otherwise = { kind: 'block', block: replacements }

const replacementStep = (list: 'replaces' | 'replacedBy'): Step => ({
  kind: 'block',
  block: replacements,
  enter(at) {
    at.replacement = at.unit[list]
  },
})

// The company number came with version 2, whose schema spells it in several ways.
const CVR = [
  'CVRnumberIdentifier',
  'CvrNumberIdentifier',
  'CvrNumber',
  'CVRNumber',
  'CvrIdentifier',
]

const unit: Block = {
  children: new Map<string, Step>([
    ['SorIdentifier', kept('unit', 'sorId')],
    ['EntityName', kept('unit', 'name')],
    ...named(['OwnerType', 'InstitutionType', 'UnitType'], kept('unit', 'type')),
    ...named(CVR, kept('unit', 'cvr')),
    ['ShakIdentifier', kept('unit', 'shak')],
    ['ProviderIdentifier', listed((at) => at.unit.ydernumre)],
    ['EanLocationCodeEntity', mailbox],
    ['OptionalEanLocationCode', optionalMailbox],
    ...ADDRESS_STEPS,
    ['ClinicalSpecialityCollection', holding([['ClinicalSpeciality', speciality]])],
    ['SorStatus', statusOf('unit')],
    ['ReplacesEntityCollection', replacementStep('replaces')],
    ['ReplacedByEntityCollection', replacementStep('replacedBy')],
    ...ignored('PharmacyIdentifier', 'LocalCode', 'GeographicalParent'),
    ...ignored('OrganizationalUnitInformation', 'LocalAttributeCollection'),
  ]),
}

const unitStep = (level: OrganisationLevel): Step => ({
  kind: 'block',
  block: unit,
  enter(at) {
    at.unit = newUnit(at.line, level)
  },
  leave: closeUnit,
})

function closeUnit(at: Cursor): void {
  at.path[at.path.length - 1] = at.unit.sorId ?? ''
  at.onUnit(at.unit, at.path.at(-2) ?? null)
}

const entity = new Map<string, Step>([
  ['InstitutionOwner', unitStep('OWNER')],
  ['HealthInstitution', unitStep('INSTITUTION')],
  ['OrganizationalUnit', unitStep('UNIT')],
])

const entityStep: Step = {
  kind: 'block',
  block: { children: entity },
  enter(at) {
    at.path.push(null)
  },
  leave(at) {
    at.path.pop()
  },
}

for (const name of ['HealthInstitutionEntity', 'OrganizationalUnitEntity']) {
  entity.set(name, entityStep)
}

/** What a SOR XML file holds, from its root element on. */
export const ROOT: Block = {
  children: new Map([
    [
      'SorTree',
      holding([
        ['SnapshotDate', kept('tree', 'snapshotDate')],
        ['InstitutionOwnerEntity', entityStep],
        ...ignored('CreatedAtTime'),
      ]),
    ],
  ]),
}
