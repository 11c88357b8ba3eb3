/** SNOMED CT codes of owner, institution and unit types, by the name that the sample uses. */
export const TYPES = {
  privat: '550891000005100',
  stat: '398070004',
  kommune: '547211000005108',
  region: '550881000005103',
  hospital: '22232009',
  lægepraksis: '394761003',
  speciallæge: '550671000005100',
  fysioterapi: '547011000005103',
  psykolog: '550711000005101',
  apotek: '264372000',
  tandlæge: '550681000005102',
  fodterapeut: '554061000005105',
  kiropraktor: '550641000005106',
  sundhedsforvaltning: '554041000005106',
  sundhedscenter: '264361005',
  hjemmesygepleje: '550621000005101',
  hjemmepleje: '554821000005109',
  plejehjem: '42665001',
  genoptræning: '546811000005109',
  sundhedspleje: '554021000005101',
  tandpleje: '550691000005104',
  bosted: '554221000005108',
  misbrug: '20078004',
  laboratorium: '550651000005108',
  fængsel: '722173008',
  asylcenter: '554851000005102',
  præhospital: '554211000005102',
  lægevagt: '550661000005105',
  administrativ: '550811000005108',
  klinisk: '550851000005109',
  akutmodtagelse: '550871000005101',
  billeddiagnostik: '309964003',
  intensiv: '309904001',
  forskning: '550841000005107',
  operation: '551611000005102',
  psykiatri: '554871000005105',
} as const

/** SNOMED CT codes of clinical specialities, by the name that the sample uses. */
export const SPECIALITIES = {
  almen: '408443003',
  anæstesi: '394577000',
  hud: '394582007',
  radiologi: '394914008',
  gynækologi: '394585009',
  intern: '419192003',
  kardiologi: '394579002',
  kirurgi: '394609007',
  biokemi: '394596001',
  mikrobiologi: '408454008',
  lunge: '418112009',
  neurologi: '394591006',
  øjen: '394594003',
  ortopædi: '394801008',
  ørenæsehals: '394604002',
  patologi: '394915009',
  psykiatri: '394587001',
  børn: '394537008',
  urologi: '394612005',
} as const

export type TypeName = keyof typeof TYPES
export type SpecialityName = keyof typeof SPECIALITIES

/** Network operators, as SOR and the endpoint register code them. */
export const NETWORKS = {
  vans: '51000035003',
  otherVans: '91000035009',
  edelivery: '100097',
} as const

export type NetworkName = keyof typeof NETWORKS
