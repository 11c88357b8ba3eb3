/** Services for which the sandbox's STS issues identity tokens. */
export const AUDIENCES: ReadonlySet<string> = new Set(
  ['dds', 'minspaerring', 'minlog', 'dgws', 'btr', 'fut', 'mhd']
    .map((name) => `https://audience.nspop.dk/${name}`)
    .concat(['https://fmk', 'https://minlog', 'https://ddv']),
)
