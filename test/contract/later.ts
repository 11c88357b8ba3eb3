/**
 * What that part of the contract promises and this project does not serve yet: types by name, fields as `Type.field`.
 * None of it may be there as a stub; whoever builds it takes its line away.
 */
export const LATER: readonly string[] = []

/** Where the part of the contract ends that is served; what follows belongs to a subgraph that is not there yet. */
export const END_OF_SERVED = '# ---- record'
