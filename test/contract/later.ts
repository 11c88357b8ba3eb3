/**
 * What the contract promises and this project does not serve yet: types by name, fields as `Type.field`.
 * None of it may be there as a stub; whoever builds it takes its line away.
 */
export const LATER: readonly string[] = []
