/**
 * The people of the sandbox. They do not exist: the day in each number is raised by 60, as in replacement numbers, so that none
 * of them can be a real person's.
 */
export interface Citizen {
  /** 10 digits. */
  readonly cpr: string
  /** What the person is known by where the number may not stand. */
  readonly uuid: string
  readonly givenName: string
  readonly surname: string
  readonly gender: 'F' | 'M'
  /** YYYY-MM-DD. */
  readonly bornOn: string
  /** What is to be seen with this person. */
  readonly story: string
}

/** People whose records the sandbox holds, by what is to be seen with them. */
export const CITIZENS = {
  full: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000001',
    ...{ cpr: '6103480014', givenName: 'Astrid', surname: 'Prøvesen', gender: 'F' },
    ...{ bornOn: '1948-03-01', story: 'has something in every part but the maternity record' },
  },
  empty: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000002',
    ...{ cpr: '6210520023', givenName: 'Bent', surname: 'Tomhed', gender: 'M' },
    ...{ bornOn: '1952-10-02', story: 'has nothing registered anywhere' },
  },
  pregnant: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000003',
    ...{ cpr: '6305920032', givenName: 'Clara', surname: 'Ventesdatter', gender: 'F' },
    ...{ bornOn: '1992-05-03', story: 'is pregnant, and has custody of Dagny' },
  },
  child: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000004',
    ...{ cpr: '6407154040', givenName: 'Dagny', surname: 'Ventesdatter', gender: 'F' },
    ...{ bornOn: '2015-07-04', story: 'is a child: Clara acts for her' },
  },
  blocked: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000005',
    ...{ cpr: '6508550057', givenName: 'Erik', surname: 'Spærregaard', gender: 'M' },
    ...{ bornOn: '1955-08-05', story: 'holds back a part of the record by consent' },
  },
  closed: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000006',
    ...{ cpr: '6611330065', givenName: 'Frode', surname: 'Lukkesen', gender: 'M' },
    ...{ bornOn: '1933-11-06', story: 'holds back all that consent governs' },
  },
  optedOut: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000007',
    ...{ cpr: '6702390072', givenName: 'Gerda', surname: 'Fravalg', gender: 'F' },
    ...{ bornOn: '1939-02-07', story: 'opted out of resuscitation, and has a treatment will' },
  },
  unclear: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000008',
    ...{ cpr: '6812410083', givenName: 'Hans', surname: 'Uvished', gender: 'M' },
    ...{
      bornOn: '1941-12-08',
      story: 'has a master card that does not say whether he opted out; a living will',
    },
  },
} as const satisfies Readonly<Record<string, Citizen>>

/** People who work in the health service. */
export interface StaffMember extends Omit<Citizen, 'story'> {
  /** 5 characters; null without authorisation. */
  readonly authorisationCode: string | null
  /** Of the authorisation register, such as 7170; null without authorisation. */
  readonly educationCode: string | null
  readonly role: string
  /** SOR id of the unit in the sample register that the person works at. */
  readonly organisation: string
  /** Of the employer. */
  readonly cvr: string
}

/** Staff of the sandbox, by what they are. */
export const STAFF = {
  doctor: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000009',
    ...{
      cpr: '6901700097',
      givenName: 'Ib',
      surname: 'Lægsgaard',
      gender: 'M',
      bornOn: '1970-01-09',
    },
    ...{ authorisationCode: '0FL1B', educationCode: '7170', role: '7170' },
    ...{ organisation: '9000006021000016001', cvr: '00000602' },
  },
  nurse: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000010',
    ...{
      cpr: '7002800104',
      givenName: 'Jytte',
      surname: 'Plejegaard',
      gender: 'F',
      bornOn: '1980-02-10',
    },
    ...{ authorisationCode: '0FN2J', educationCode: '5166', role: '5166' },
    ...{ organisation: '9000000301000016008', cvr: '00000001' },
  },
  homeHelper: {
    uuid: '7e57ab1e-0000-4000-8000-fab1ed000011',
    ...{
      cpr: '7103850112',
      givenName: 'Karen',
      surname: 'Hjelpesen',
      gender: 'F',
      bornOn: '1985-03-11',
    },
    ...{ authorisationCode: null, educationCode: null, role: 'nspSundAssistR2' },
    ...{ organisation: '9000002011000016006', cvr: '00000020' },
  },
} as const satisfies Readonly<Record<string, StaffMember>>
