/**
 * Well-known short names of Danish hospitals and authorities, each with the beginnings of the words that it stands for.
 *
 * @see the names under which the hospitals and authorities present themselves (ouh.dk, auh.dk, rigshospitalet.dk and so on)
 */
const SHORT_NAMES: readonly (readonly [string, string])[] = [
  ['ouh', 'odense universitetshospital'],
  ['auh', 'aarhus universitetshospital'],
  ['aauh', 'aalborg universitetshospital'],
  ['suh', 'sjaellands universitetshospital'],
  ['sjuh', 'sjaellands universitetshospital'],
  ['rh', 'rigshospital'],
  ['bfh', 'bispebjerg frederiksberg hospital'],
  ['bbh', 'bispebjerg hospital'],
  ['frh', 'frederiksberg hospital'],
  ['ahh', 'amager hvidovre hospital'],
  ['hgh', 'herlev gentofte hospital'],
  ['noh', 'nordsjaellands hospital'],
  ['nsh', 'nordsjaellands hospital'],
  ['boh', 'bornholms hospital'],
  ['ssi', 'statens serum institut'],
  ['slb', 'sygehus lillebaelt'],
  ['shs', 'sygehus soenderjylland'],
  ['svs', 'sydvestjysk sygehus'],
  ['nsr', 'naestved slagelse ringsted sygehus'],
  ['rhn', 'regionshospital nordjylland'],
  ['rhg', 'regionshospital goedstrup'],
  ['hev', 'hospitalsenhed vest'],
  ['hem', 'hospitalsenhed midt'],
  ['rsyd', 'region syddanmark'],
  ['rsj', 'region sjaelland'],
  ['regh', 'region hovedstaden'],
  ['rm', 'region midtjylland'],
  ['rn', 'region nordjylland'],
]

/**
 * Usual abbreviations in names of units, each with the word that it stands for. One that is a word's own beginning needs no
 * entry.
 *
 * @see Retskrivningsordbogen, list of abbreviations; names in the registers of SOR and SHAK
 */
const USUAL: readonly (readonly [string, string])[] = [
  ['afs', 'afsnit'],
  ['ctr', 'center'],
  ['dr', 'doktor'],
  ['ftp', 'fysioterapi'],
  ['gl', 'gammel'],
  ['gyn', 'gynaekologisk'],
  ['hjspl', 'hjemmesygepleje'],
  ['kbh', 'koebenhavn'],
  ['kmn', 'kommune'],
  ['kgl', 'kongelig'],
  ['ll', 'lille'],
  ['lab', 'laboratorium'],
  ['ndr', 'nordre'],
  ['nr', 'noerre'],
  ['oej', 'oejenlaege'],
  ['oere', 'oerenaesehals'],
  ['paed', 'paediatrisk'],
  ['psyk', 'psykiatrisk'],
  ['rtg', 'roentgen'],
  ['sct', 'sankt'],
  ['sdr', 'soendre'],
  ['skt', 'sankt'],
  ['spec', 'special'],
  ['st', 'store'],
  ['tdl', 'tandlaege'],
]

/** What an abbreviation stands for: beginnings of words that a name must all hold. Folded, several where it has several meanings. */
export const ABBREVIATIONS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  [...Map.groupBy([...SHORT_NAMES, ...USUAL], ([short]) => short)].map(([short, meanings]) => [
    short,
    meanings.map(([, words]) => words.split(' ')),
  ]),
)

/** The abbreviations under which a name may write a word, itself folded. */
export const WRITTEN_SHORT: ReadonlyMap<string, readonly string[]> = new Map(
  [...Map.groupBy(USUAL, ([, word]) => word)].map(([word, pairs]) => [
    word,
    pairs.map(([short]) => short),
  ]),
)

/**
 * Words that Danish names of units build compounds with: `Universitetshospitalet` is a hospital, and its H counts among its
 * initials. None is the end of another.
 */
export const COMPOUND_HEADS: readonly string[] = [
  ...['hospital', 'sygehus', 'afdeling', 'afsnit', 'klinik', 'center', 'laboratorium'],
  ...['ambulatorium', 'apotek', 'kommune', 'praksis'],
]
