import { newAddress, newContact } from './draft.ts'
import { holding, ignored, kept, named, type Step } from './step.ts'

const parts: readonly (readonly [string, Step])[] = [
  ['StreetName', kept('address', 'street')],
  ['StreetBuildingIdentifier', kept('address', 'building')],
  ['FloorIdentifier', kept('address', 'floor')],
  ['SuiteIdentifier', kept('address', 'suite')],
  ['PostCodeIdentifier', kept('address', 'postCode')],
  ['DistrictName', kept('address', 'city')],
  ['CountryIdentificationCode', kept('address', 'country')],
  // Version 2 states the municipality, whose element is spelled in several ways.
  ...named(
    ['MunicipalityCode', 'AuthorityMunicipalityCode', 'MunicipalityIdentifier'],
    kept('address', 'municipality'),
  ),
  ...ignored('StreetNameForAddressingName', 'StreetCode', 'Stairway', 'PostOfficeBoxIdentifier'),
  ...ignored('MailDeliverySublocationIdentifier', 'DistrictSubdivisionIdentifier'),
]

// The parts lie in AddressPostal; later versions put some of them in AddressAccess or beside it.
const addressStep = (use: 'postal' | 'visiting' | 'activity'): Step =>
  holding(
    [...parts, ['AddressPostal', holding(parts)], ['AddressAccess', holding(parts)]],
    (at) => {
      at.address = newAddress()
      at.unit[use] = at.address
    },
  )

const contactStep = holding(
  [
    ['TelephoneNumberIdentifier', kept('contact', 'phone')],
    ['EmailAddressIdentifier', kept('contact', 'email')],
    ['Website', kept('contact', 'website')],
    ...ignored('FaxNumberIdentifier'),
  ],
  (at) => {
    at.contact = newContact()
    at.unit.contact = at.contact
  },
)

/** The address elements of a unit: postal, visiting, activity and virtual. */
export const ADDRESS_STEPS: readonly (readonly [string, Step])[] = [
  ['PostalAddressInformation', addressStep('postal')],
  ['VisitingAddressInformation', addressStep('visiting')],
  ['ActivityAddressInformation', addressStep('activity')],
  ['VirtualAddressInformation', contactStep],
]
