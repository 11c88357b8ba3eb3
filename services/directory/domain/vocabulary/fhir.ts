import type { MessageTypeRow } from './message-type-row.ts'

/**
 * The FHIR message types and the envelope around them; the source has no label but the name, so these are ours.
 *
 * @see MedCom terminology, code system EHMI Message Definition URI, version 1.0.0 (2025-01-01)
 */
export const FHIR_TYPES: readonly MessageTypeRow[] = [
  ['FHIR', 'acknowledgement', 'Acknowledgement', '2.0', 'Kvittering'],
  ['FHIR', 'carecommunication', 'CareCommunication', '5.0', 'Korrespondancemeddelelse'],
  ['FHIR', 'homecareobservation', 'HomeCareObservation', '1.1', 'Målinger fra hjemmesygeplejen'],
  ['FHIR', 'homecareobservation', 'HomeCareObservation', '1.2', 'Målinger fra hjemmesygeplejen'],
  ['FHIR', 'hospitalnotification', 'HospitalNotification', '3.0', 'Advis om sygehusophold'],
  ['ENVELOPE', 'ehmisbdh', 'EhmiSbdh', '1.0', 'SBDH-kuvert'],
  ['ENVELOPE', 'ehmisbdh', 'EhmiSbdhAcknowledgement', '1.0', 'Kvittering for SBDH-kuvert'],
]
