import { CONSENTS, type Consent, type ConsentTarget } from '../../domain/world/consents.ts'

/** Who looks up, and when. */
export interface LookUp {
  readonly cpr: string
  readonly authorisationCode: string | null
  /** SOR id of the unit in use; null where none was named. */
  readonly organisation: string | null
  /** YYYY-MM-DD. */
  readonly on: string
}

/** A piece of data that is asked for, by what the register tells of it. */
export interface DataElement {
  readonly id: string
  /** SOR id of the unit that made it. */
  readonly organisation: string | null
  /** YYYY-MM-DD. */
  readonly madeOn: string | null
}

/** What a citizen's registrations say to one look-up. */
export type ConsentAnswer = 'POSITIVE' | 'NEGATIVE' | 'DATA_SPECIFIC'

/**
 * Judges a look-up at large: an allowance overrides a block, and a block that is aimed at somebody else does not touch the caller.
 * Without a registration the answer is positive.
 *
 * @see MinSpærring, ConsentForUserCheck
 */
export function judgeUser(lookUp: LookUp): ConsentAnswer {
  const active = activeFor(lookUp)
  if (active.some(({ kind, what }) => kind === 'ALLOW' && what === null)) return 'POSITIVE'
  const blocks = active.filter(({ kind }) => kind === 'BLOCK')
  if (blocks.length === 0) return 'POSITIVE'
  const isWhole = blocks.some(({ what }) => what === null)
  return isWhole && active.every(({ kind }) => kind === 'BLOCK') ? 'NEGATIVE' : 'DATA_SPECIFIC'
}

/**
 * The elements that may be shown.
 *
 * @see MinSpærring, ConsentForDataCheck
 */
export function judgeData(
  lookUp: LookUp,
  elements: readonly DataElement[],
): readonly DataElement[] {
  const active = activeFor(lookUp)
  return elements.filter((element) => {
    const about = active.filter((consent) => isAbout(consent, element))
    return about.some(({ kind }) => kind === 'ALLOW') || about.length === 0
  })
}

const activeFor = ({ cpr, authorisationCode, organisation, on }: LookUp): readonly Consent[] =>
  CONSENTS.filter(
    ({ cpr: of, who, validFrom, validTo }) =>
      of === cpr &&
      validFrom <= on &&
      (validTo === null || on <= validTo) &&
      isAimedAt(who, authorisationCode, organisation),
  )

function isAimedAt(
  who: ConsentTarget | null,
  authorisationCode: string | null,
  organisation: string | null,
): boolean {
  if (who === null) return true
  return who.kind === 'PERSON'
    ? who.authorisationCode === authorisationCode
    : who.sorId === organisation
}

function isAbout({ what }: Consent, { organisation, madeOn }: DataElement): boolean {
  if (what === null) return true
  if (what.organisation !== null && what.organisation !== organisation) return false
  if (what.from !== null && (madeOn ?? '') < what.from) return false
  return what.to === null || (madeOn ?? '9999') <= what.to
}
