import type { CitizenName, Coding } from './document-story.ts'

/** What a component of the pregnancy record says. */
export type ComponentValue =
  | boolean
  | number
  | string
  | { readonly quantity: number; readonly unit: string }
  | { readonly inDays: number }
  | Coding

/** An element of the pregnancy record: what it is about, and what it says. */
export interface PregnancyElement extends Coding {
  readonly components: readonly (Coding & { readonly value: ComponentValue })[]
}

/** A pregnancy of the world; its days count from the day on which it is asked for. */
export interface PregnancyStory {
  /** Of the official system for pregnancies. */
  readonly pregnancyId: string
  readonly weeks: number
  readonly record: readonly PregnancyElement[]
  readonly care: readonly PregnancyElement[]
  readonly measurements: readonly PregnancyMeasurement[]
}

/** A measurement of the pregnant woman, or of the fetus. */
export interface PregnancyMeasurement extends Coding {
  readonly inDays: number
  readonly value: number
  readonly unit: string
  readonly isOfFetus?: true
}

const element = (
  code: string,
  display: string,
  ...components: PregnancyElement['components']
): PregnancyElement => ({ code, display, components })

const says = (code: string, display: string, value: ComponentValue) => ({ code, display, value })

const is = (code: string, display: string, value: boolean): PregnancyElement =>
  element(code, display, says(code, display, value))

const RECORD: readonly PregnancyElement[] = [
  element(
    ...['416471007', 'Familiehistorie og arvelige sygdomme'],
    says('617991000005108', 'Indikation for henvisning til udredning', false),
  ),
  element(
    ...['55767001', 'Fertilitetsbehandling'],
    says('773261007', 'Fertilitetsbehandling', false),
  ),
  element(
    ...['248326004', 'Fysiske data'],
    says('248333004', 'Højde', 168),
    says('1162389000', 'Vægt ved graviditetens begyndelse', 64),
    says('60621009', 'BMI', { quantity: 22.7, unit: 'kg/m2' }),
  ),
  is('842009', 'Konsangvinitet', false),
  is('568011000005108', 'Ønske om risikovurdering', true),
  element(
    ...['304602002', 'Prænatal ultralyd'],
    says('567961000005108', 'Ønskes 1. trimesterscanning', true),
    says('567981000005100', 'Ønskes 2. trimesterscanning', true),
  ),
  is('74732009', 'Psykisk sygdom af relevans', false),
  is('365448001', 'Social sårbarhed af relevans', false),
  is('64572001', 'Somatisk sygdom', false),
  element(
    ...['363915008', 'Sprog'],
    says('315594003', 'Behov for tolkebistand', false),
    says('398005008', 'Supplerende oplysninger', 'Taler dansk'),
  ),
  is('161615003', 'Tidligere operation af relevans', false),
  element(
    ...['1300212001', 'Gravides allergi'],
    says('781474001', 'Den gravide har allergi', true),
    says('246075003', 'Den gravide er allergisk overfor', 'Birkepollen'),
  ),
]

const care = (weeks: number): readonly PregnancyElement[] => [
  element(
    ...['161714006', 'Terminsberegning'],
    says('161713000', 'Sidste menstruations 1. dag', { inDays: -7 * weeks }),
    says('289206005', 'Naegeles termin', { inDays: 280 - 7 * weeks }),
    says('567941000005109', 'Terminsberegning er sikker', true),
  ),
  element(...['169812000', 'Fødested'], says('2903011000005107', 'Ønskes hjemmefødsel', false)),
  element(
    ...['364393001', 'Kost'],
    says('364393001', 'Bemærkninger vedr. kost', 'Spiser ikke fisk'),
  ),
  element(
    ...['278844005', 'Samlet vurdering'],
    says('16356006', 'Flerfoldsgraviditet', false),
    says('710824005', 'Omsorgsniveau', { code: '577951000005100', display: 'Omsorgsniveau 1' }),
  ),
]

const WEEKS = 21

/** Who is pregnant. */
export const PREGNANCIES: Readonly<Partial<Record<CitizenName, PregnancyStory>>> = {
  pregnant: {
    ...{ pregnancyId: '5b0c7a3e-21d4-4c1b-9a55-0d5f3c9e7a11', weeks: WEEKS },
    ...{ record: RECORD, care: care(WEEKS) },
    measurements: [
      ...[
        { inDays: -28, code: '27113001', display: 'Vægt', value: 66.5, unit: 'kg' },
        {
          inDays: -28,
          code: '271649006',
          display: 'Systolisk blodtryk',
          value: 118,
          unit: 'mm[Hg]',
        },
        {
          inDays: -28,
          code: '271650006',
          display: 'Diastolisk blodtryk',
          value: 74,
          unit: 'mm[Hg]',
        },
        { inDays: -3, code: '27113001', display: 'Vægt', value: 68.2, unit: 'kg' },
      ],
      {
        ...{ inDays: -3, code: '249043002', display: 'Hjertelyd', value: 146, unit: '/min' },
        isOfFetus: true,
      },
    ],
  },
}
