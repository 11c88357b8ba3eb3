/** Every rule that the sample shows at least once: name → what to see there. */
export const RULES = {
  'own-mailbox': 'carries a mailbox itself: `OWN`',
  'inherited-one-level': 'takes the mailbox of its parent: `INHERITED`',
  'inherited-three-levels': 'takes the mailbox that stands three levels above',
  'nested-seven': 'lies seven levels below its owner',
  'not-inherited': 'SOR says false and gives no GLN: it has no mailbox and the walk ends here',
  'below-not-inherited': 'inherits from a unit that has no mailbox: the walk ends at that unit',
  'internal-only': 'its mailbox is for internal use only: `INTERNAL_ONLY`',
  'suspended-in-sor': 'known to SOR alone and marked non-active there: `SUSPENDED`',
  'suspended-in-endpoint-register': 'suspended by the endpoint register: `ENDPOINT_NOT_ACTIVE`',
  off: 'switched off in the endpoint register: `OFF`',
  'off-error': 'FHIR status `error`: `OFF`, raw status kept',
  'off-test': 'FHIR status `test`: `OFF`, raw status kept',
  'off-entered-in-error': 'FHIR status `entered-in-error`: `OFF`, raw status kept',
  'postal-inherited':
    'no address of its own: postal, visiting and activity address are those of the parent',
  'visiting-from-own-postal': 'own postal address only: it is visited there too, not at its parent',
  'activity-from-own-visiting':
    'own postal and visiting address: its activity is at the visiting one',
  'all-addresses-own': 'three addresses of its own',
  'contact-inherited':
    'no contact of its own: the whole block of the nearest unit above that has one',
  'contact-own-whole':
    'a telephone number only: e-mail and website stay null, nothing is merged in',
  'two-networks': 'one GLN on two networks, two mailboxes: the message type decides',
  'two-mailboxes-one-suspended':
    'two mailboxes receive the type, one is suspended: the other one answers',
  'two-mailboxes-ambiguous': 'two active mailboxes receive the type: `AMBIGUOUS`',
  'gln-two-units': 'one GLN carried by two units that reach one mailbox: one answer',
  'gln-ambiguous': 'one GLN carried by two units on two networks: `AMBIGUOUS`',
  'gln-check-digit-zero': 'its GLN ends in 0, which is a valid check digit',
  'gln-from-later': 'its GLN starts later than the unit: `NOT_RECORDED_FOR_DAY` before',
  'types-unknown': 'known to SOR alone: no source says what it receives: `MESSAGE_TYPES_UNKNOWN`',
  'mailbox-only-in-endpoint-register':
    'a unit of SOR whose mailbox only the endpoint register knows',
  'unit-only-in-endpoint-register': 'an organisation that only the endpoint register knows',
  'access-point':
    'reached at an access point with URL and certificate; its own address is a placeholder',
  'access-point-shared': 'shares that access point with others',
  'alternative-edifact': 'receives DIS91, and neither XDIS91 nor FDIS91',
  'alternative-oioxml-fhir':
    'receives XDIS91 and FDIS91 but not DIS91: `MESSAGE_TYPE_NOT_RECEIVED` with both as alternatives',
  'alternative-fhir': 'receives FDIS91 alone',
  'urn-older-generation': 'its message types stand in the older URN generation',
  'two-versions': 'receives one message type in two versions: the newest comes first in `matched`',
  'restricted-types': 'its GLN is public in SOR, what it receives stands in a restricted source',
  'restricted-mailbox': 'its mailbox stands in a restricted source alone',
  'via-hub': 'a referral to it goes through the national hub: `VIA_HUB`',
  hub: 'the hub itself',
  'ydernummer-shared': 'several units share the ydernummer, one has a GLN: that one is the party',
  'ydernummer-shared-inherited':
    'several units share the ydernummer and inherit one mailbox: one answer',
  'ydernummer-handed-over':
    'closed the day before another unit opens with its ydernummer: one answer before, one after',
  'ydernummer-duplicate': 'duplicate of a ydernummer, marked with 99 by the owner of the register',
  'ydernummer-ambiguous':
    'shares its ydernummer with another unit that has a mailbox too: `AMBIGUOUS`',
  'replaced-one-to-one': 'closed and replaced by one unit: `ORGANISATION_CLOSED` with `replacedBy`',
  'replaced-many-to-many': 'two closed units were replaced by the same two',
  'replaced-chain': 'its successor is closed too and has a successor',
  'replaced-by-unheld': 'its successor is not in the register: only `replacedByIds` names it',
  'closed-without-successor': 'closed, and nobody follows',
  future: 'opens in 2031: `ORGANISATION_FUTURE`',
  'open-end-date': 'its ToDate is 2099-12-31: open',
  'announced-closing':
    'closes on 2026-12-31 and moves to another region, as a unit that replaces it',
  'region-merger': 'a region that follows two others on 2027-01-01',
  'not-recorded': 'FromDate is later than FirstFromDate: `NOT_RECORDED_FOR_DAY` between the two',
  'shak-4': 'SHAK code of a hospital, 4 characters',
  'shak-6': 'SHAK code of a department, 6 characters',
  'shak-7': 'SHAK code of a ward, 7 characters',
  pharmacy: 'pharmacy number and branch',
  specialities: 'several specialities, the first is the main one',
} as const

export type RuleName = keyof typeof RULES
