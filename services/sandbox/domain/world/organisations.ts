/** Units of the sample register that stand behind what the sandbox says; an organisation of the sandbox is one of these. */
export const ORGANISATIONS = {
  hospital: { sorId: '9000000101000016006', name: 'Fjordland Universitetshospital' },
  heartCentre: { sorId: '9000000111000016008', name: 'Hjerte-Lungecentret' },
  maternityWard: { sorId: '9000000301000016008', name: 'Fødeafdelingen' },
  telemedicine: { sorId: '9000000421000016007', name: 'Center for Telemedicin' },
  homeCare: { sorId: '9000002011000016006', name: 'Nordvang Sundhed og Omsorg' },
  dentist: { sorId: '9000007411000016004', name: 'Tandlægerne Søbred' },
  practice: { sorId: '9000006021000016001', name: 'Anna Møllebæk' },
} as const

/** The provider number under which the practice of {@link ORGANISATIONS} settles. */
export const PRACTICE_YDERNUMMER = '000101'

/** Numbers of document sharing in the sandbox: below the arc that is free for examples (2.999). */
export const DOCUMENT_SHARING = {
  homeCommunity: '2.999.208.8.20',
  nationalRepository: '2.999.208.8.10.11',
  masterCardRepository: '2.999.208.8.10.12',
  measurementRepository: '2.999.208.8.1.29',
} as const
