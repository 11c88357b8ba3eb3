/** What one caller may see of what is not released to everybody. */
export interface Sight {
  /** Sees everything. */
  readonly isOperator: boolean
  /** SOR ids of organisations for which it speaks. */
  readonly organisations: ReadonlySet<string>
}

/** What is shown to its owner and to operators, unless it is released. */
export interface Guarded {
  readonly isReleased: boolean
  readonly organisation: string | null
}

const OPERATOR = 'operator'
const OWNER = /^owner:(\d{11,19})$/

/** What a caller's grants open: `operator`, and `owner:<SOR id>` for each organisation of its own. */
export const sightOf = (grants: ReadonlySet<string>): Sight => ({
  isOperator: grants.has(OPERATOR),
  organisations: new Set([...grants].flatMap((grant) => OWNER.exec(grant)?.[1] ?? [])),
})

/** Whether a caller may see it. */
export const maySee = (sight: Sight, { isReleased, organisation }: Guarded): boolean =>
  isReleased || sight.isOperator || (organisation !== null && sight.organisations.has(organisation))

/**
 * Whether a caller may tell of it: operators of everything, an owner of what is its own.
 *
 * @param owned null for what is no longer there, of which operators alone may tell
 */
export const mayAnnounce = (sight: Sight, owned: Pick<Guarded, 'organisation'> | null): boolean => {
  const organisation = owned?.organisation ?? null
  return sight.isOperator || (organisation !== null && sight.organisations.has(organisation))
}

/** Whether a caller may see more than everybody may. */
export const maySeeMore = ({ isOperator, organisations }: Sight): boolean =>
  isOperator || organisations.size > 0
