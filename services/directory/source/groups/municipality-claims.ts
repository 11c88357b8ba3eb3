import type { LocalDate } from '../../domain/time/local-date.ts'

/** Who has claimed a municipality, and when; a beginning that is null lies before all days. */
export interface Claim {
  readonly groupId: string
  readonly validFrom: LocalDate | null
  readonly validTo: LocalDate | null
}

/** Sees to it that a municipality is in one group of a kind at a time. */
export interface MunicipalityClaims {
  /** @returns the other group that has the municipality on one of these days; null when the claim stands */
  claim(place: string, claim: Claim): string | null
}

/** Claims of one file; `place` is kind and municipality. */
export function municipalityClaims(): MunicipalityClaims {
  const claims = new Map<string, Claim[]>()
  return {
    claim(place, claim) {
      const known = claims.get(place) ?? []
      const other = known.find((each) => each.groupId !== claim.groupId && overlap(each, claim))
      if (other) return other.groupId
      known.push(claim)
      claims.set(place, known)
      return null
    },
  }
}

const overlap = (one: Claim, other: Claim): boolean =>
  beginsBeforeEnd(one, other) && beginsBeforeEnd(other, one)

const beginsBeforeEnd = ({ validFrom }: Claim, { validTo }: Claim): boolean =>
  validFrom === null || validTo === null || validFrom <= validTo
