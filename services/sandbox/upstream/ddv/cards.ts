import { ORGANISATIONS, PRACTICE_YDERNUMMER } from '../../domain/world/organisations.ts'
import { CITIZENS } from '../../domain/world/persons.ts'

/** A vaccination that the sandbox's register holds. */
export interface GivenVaccination {
  readonly id: string
  readonly vaccine: GivenVaccine
  /** Days from now, negative. */
  readonly days: number
  readonly credibility: 'Oprettet af læge / medhjælp' | 'Oprettet af borger' | 'Slettet'
  readonly isActive: boolean
  /** Given earlier and elsewhere, and only written down here. */
  readonly isPrevious: boolean
  /** Null where the citizen wrote it down. */
  readonly by: GivingOrganisation | null
}

/** A vaccine; its number is fictional, its ATC codes are not. */
export interface GivenVaccine {
  readonly number: string
  readonly name: string
  readonly atc: { readonly code: string; readonly text: string }
  readonly disease: { readonly name: string; readonly nameDk: string; readonly atc: string }
}

/** Who wrote a vaccination down. */
export interface GivingOrganisation {
  readonly name: string
  readonly type: 'Yder' | 'SOR' | 'Kommune'
  readonly source: 'Yder' | 'SOR' | 'CVR'
  readonly number: string
}

const VACCINES = {
  influenza: {
    ...{ number: '990000000017', name: 'Influenza' },
    atc: { code: 'J07BB02', text: 'Influenza, inaktiveret, splitvirus eller overfladeantigen' },
    disease: { name: 'Influenza', nameDk: 'Influenza', atc: 'J07BB' },
  },
  tetanus: {
    ...{ number: '990000000025', name: 'Difteri og stivkrampe' },
    atc: { code: 'J07AM51', text: 'Tetanustoksoid, kombinationer med difteritoksoid' },
    disease: { name: 'Tetanus', nameDk: 'Stivkrampe', atc: 'J07AM' },
  },
  pertussis: {
    ...{ number: '990000000033', name: 'Difteri, stivkrampe og kighoste' },
    atc: { code: 'J07AJ52', text: 'Pertussis, oprenset antigen, kombinationer med toksoider' },
    disease: { name: 'Pertussis', nameDk: 'Kighoste', atc: 'J07AJ' },
  },
  measles: {
    ...{ number: '990000000041', name: 'Mæslinger, fåresyge og røde hunde' },
    atc: { code: 'J07BD52', text: 'Morbilli, kombinationer med parotitis og rubella, levende' },
    disease: { name: 'Measles', nameDk: 'Mæslinger', atc: 'J07BD' },
  },
  pneumococcus: {
    ...{ number: '990000000058', name: 'Pneumokokker' },
    atc: { code: 'J07AL02', text: 'Pneumokok, oprenset polysaccharidantigen, konjugeret' },
    disease: { name: 'Pneumococcal disease', nameDk: 'Pneumokoksygdom', atc: 'J07AL' },
  },
} as const satisfies Readonly<Record<string, GivenVaccine>>

const practice: GivingOrganisation = {
  ...{ name: ORGANISATIONS.practice.name, type: 'Yder' },
  ...{ source: 'Yder', number: PRACTICE_YDERNUMMER },
}
const hospital: GivingOrganisation = {
  ...{ name: ORGANISATIONS.hospital.name, type: 'SOR' },
  ...{ source: 'SOR', number: ORGANISATIONS.hospital.sorId },
}
const municipality: GivingOrganisation = {
  ...{ name: ORGANISATIONS.homeCare.name, type: 'Kommune', source: 'CVR', number: '00000020' },
}

const usual: Pick<GivenVaccination, 'credibility' | 'isActive' | 'isPrevious' | 'by'> = {
  ...{
    credibility: 'Oprettet af læge / medhjælp',
    isActive: true,
    isPrevious: false,
    by: practice,
  },
}

const influenza = (id: string, by: GivingOrganisation): GivenVaccination => ({
  ...{ ...usual, id, vaccine: VACCINES.influenza, days: -200, by },
})

const ofFull: readonly GivenVaccination[] = [
  influenza('81000000001', municipality),
  { ...usual, id: '81000000002', vaccine: VACCINES.pneumococcus, days: -900 },
  { ...usual, id: '81000000003', vaccine: VACCINES.tetanus, days: -2100, by: hospital },
  {
    ...{ ...usual, id: '81000000004', vaccine: VACCINES.measles, days: -20_000 },
    ...{ credibility: 'Oprettet af borger', isPrevious: true, by: null },
  },
  {
    ...{ ...usual, id: '81000000005', vaccine: VACCINES.influenza, days: -201 },
    ...{ credibility: 'Slettet', isActive: false },
  },
]

/**
 * The vaccination cards of the sandbox, by person number; everybody else's card is empty. The answer of this version has no way to
 * say that consent held something back, so whoever holds back everything has nothing here.
 */
export const CARDS: ReadonlyMap<string, readonly GivenVaccination[]> = new Map([
  [CITIZENS.full.cpr, ofFull],
  [
    CITIZENS.pregnant.cpr,
    [{ ...usual, id: '81000000006', vaccine: VACCINES.pertussis, days: -30 }],
  ],
  [
    CITIZENS.child.cpr,
    [
      { ...usual, id: '81000000007', vaccine: VACCINES.measles, days: -2500 },
      { ...usual, id: '81000000008', vaccine: VACCINES.pertussis, days: -1800 },
    ],
  ],
  [CITIZENS.blocked.cpr, [influenza('81000000009', practice)]],
  [CITIZENS.optedOut.cpr, [influenza('81000000010', municipality)]],
  [CITIZENS.unclear.cpr, [influenza('81000000011', hospital)]],
])
