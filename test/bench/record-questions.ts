/** What is asked of each part: all that the graph has of it but the content of documents. */
const FIELDS = {
  appointments:
    'Appointments { filtered entries { start end title status responsible { sorId name } location document { uniqueId } } }',
  carePlans:
    'CarePlans { filtered entries { title period { start end } activities responsible { sorId name } document { uniqueId } } }',
  masterCard:
    'MasterCard { languages { code display } relatives { name relation { code } phone } dentist { sorId name } temporaryAddress { street city } coverageGroup { code } organDonor { code } }',
  resuscitation: 'ResuscitationOptOut { registered registeredOn inForceFrom askedAt }',
  treatmentWill:
    'TreatmentWill { kind registeredOn wishes { wish { code } acceptanceNeededFrom { code } } }',
  diagnoses:
    'Diagnoses { filtered author { sorId name } entries { text recordedOn codes { code system } } }',
  maternity:
    'Maternity { pregnancyId dueDate author { sorId name } sections { title entries } measurements { at value unit } }',
  measurements:
    'Measurements { filtered entries { at code { code display } value unit text responsible { sorId name } } }',
  medications:
    'Medications { filtered entries { name dosage from to prescribedBy { sorId name } } }',
  vaccinations: 'Vaccinations { filtered entries { name givenAt performedBy { sorId name } } }',
  documents:
    'Documents { filtered entries { uniqueId title type { code } format { code } author { sorId name } status } }',
} as const

/** A part of a record. */
export type Part = keyof typeof FIELDS

/** Every part. */
export const PARTS = Object.keys(FIELDS) as readonly Part[]

/** Who asks about whom: the keys of test people, and why. */
export interface Asker {
  readonly person: string
  readonly cpr: string
  readonly purpose: 'TREATMENT' | 'OWN_RECORD'
}

/** The body of a question for some parts. */
export const questionFor = (parts: readonly Part[], { cpr, purpose }: Asker): string => {
  const selections = parts.map(
    (part) => `${part} { __typename ... on ${FIELDS[part]} ... on Unavailable { source code } }`,
  )
  const query = `query ($cpr: Cpr!, $purpose: Purpose!) { citizen(cpr: $cpr, purpose: $purpose) { ${selections.join(' ')} } }`
  return JSON.stringify({ query, variables: { cpr, purpose } })
}
