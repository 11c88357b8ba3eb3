const EDIFACT = 'urn:dk:healthcare:medcom:messaging:edifact'
const OIOXML = 'urn:dk:healthcare:medcom:messaging:oioxml:schema:xsd'
const FHIR = 'urn:dk:healthcare:medcom:messaging:fhir:structuredefinition'

/** Message types as the endpoint register spells them: EDIFACT and OIOXML by name and version, FHIR in both generations. */
export const MESSAGE_TYPES = {
  DIS01: `${EDIFACT}:meddis:dis01:d0134l`,
  DIS02: `${EDIFACT}:meddis:dis02:d0234l`,
  DIS03: `${EDIFACT}:meddis:dis03:d0334l`,
  DIS05: `${EDIFACT}:meddis:dis05:d0533l`,
  DIS07: `${EDIFACT}:meddis:dis07:d0733l`,
  DIS08: `${EDIFACT}:meddis:dis08:d0833l`,
  DIS13: `${EDIFACT}:meddis:dis13:d1333l`,
  DIS20: `${EDIFACT}:meddis:dis20:d2030c`,
  DIS91: `${EDIFACT}:meddis:dis91:d9134l`,
  REF01: `${EDIFACT}:medref:ref01:h0131r`,
  REF02: `${EDIFACT}:medref:ref02:h0231r`,
  REF06: `${EDIFACT}:medref:ref06:h0631r`,
  REF07: `${EDIFACT}:medref:ref07:h0732r`,
  REF10: `${EDIFACT}:medref:ref10:h1031r`,
  RPT01: `${EDIFACT}:medrpt:rpt01:r0131k`,
  RPT02: `${EDIFACT}:medrpt:rpt02:r0231m`,
  RPT04: `${EDIFACT}:medrpt:rpt04:r0432p`,
  REQ01: `${EDIFACT}:medreq:req01:q0131k`,
  PRE01: `${EDIFACT}:medpre:pre01:lms016`,
  CTL02: `${EDIFACT}:contrl:ctl02:c0230q`,
  CTL03: `${EDIFACT}:contrl:ctl03:c0330q`,
  BIN01: `${EDIFACT}:medbin:bin01:b0131x`,
  XDIS91: `${OIOXML}:meddis:xdis91:xd9134l`,
  XDIS16: `${OIOXML}:meddis:xdis16:xd1634c`,
  XDIS18: `${OIOXML}:meddis:xdis18:xd1834c`,
  XREF15: `${OIOXML}:medref:xref15:xh1530r`,
  FDIS91: `${FHIR}::carecommunication-message##urn:dk:medcom:fhir:carecommunication-message::5.0`,
  FDIS20: `${FHIR}::hospitalnotification-message##urn:dk:medcom:fhir:hospitalnotification-message::3.0`,
  FDIS20_OLDER: `${FHIR}:hospitalnotification:3.0`,
  FCTL: `${FHIR}::acknowledgement-message##urn:dk:medcom:fhir:acknowledgement-message::2.0`,
  FCTL_OLDER: `${FHIR}:acknowledgement:2.0`,
  HCO_12: `${FHIR}::homecareobservation-message##urn:dk:medcom:fhir:homecareobservation-message::1.2`,
  HCO_11_OLDER: `${FHIR}:homecareobservation:1.1`,
  SBDH: 'urn:dk:healthcare:messaging:oasis:ebxml:schema:xsd::ehmisbdh-acknowledgement##urn:dk:ehmi:sbdh:ehmisbdh-acknowledgement::1.0',
} as const

export type MessageTypeName = keyof typeof MESSAGE_TYPES

/** What a kind of receiver is set up for. */
export const RECEIVES = {
  practice: ['DIS01', 'DIS02', 'DIS03', 'DIS91', 'RPT01', 'RPT02', 'BIN01', 'CTL02', 'CTL03'],
  practiceFhir: ['HCO_12', 'FDIS91', 'FCTL', 'SBDH'],
  hospital: ['DIS91', 'REF01', 'REF02', 'RPT01', 'BIN01', 'CTL02', 'CTL03'],
  ward: ['DIS91', 'REF01', 'DIS13', 'CTL03'],
  laboratory: ['REQ01', 'DIS91', 'CTL02', 'CTL03'],
  municipality: ['XDIS91', 'XDIS16', 'XDIS18', 'XREF15', 'FDIS91', 'FDIS20', 'FCTL', 'SBDH'],
  specialist: ['DIS91', 'DIS07', 'RPT01', 'RPT04', 'CTL03'],
  therapist: ['DIS91', 'DIS08', 'CTL03'],
  pharmacy: ['PRE01', 'DIS91', 'CTL02', 'CTL03'],
  hub: ['REF06', 'REF07', 'REF10', 'CTL02', 'CTL03'],
} as const satisfies Record<string, readonly MessageTypeName[]>
