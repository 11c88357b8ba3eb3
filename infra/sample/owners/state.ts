import { mailbox } from '../mailbox.ts'
import { RECEIVES } from '../message-types.ts'
import { address } from '../towns.ts'
import { institution, owner, type SampleUnit, section } from '../unit.ts'

/** Number of the hub that referrals to specialists, physiotherapists and psychologists go through. */
export const HUB = 541

/** State bodies: a laboratory, clinics whose mailboxes stand in a restricted source, and the referral hub. */
export const stateOwners = (): readonly SampleUnit[] => [
  owner(
    [500, 'Den Fiktive Sundhedsmyndighed'],
    { type: 'stat', cvr: 500, postal: address('Statsvej 1', 'Fjordby') },
    [laboratory(), prisonHealth(), asylumHealth()],
  ),
  owner(
    [540, 'Den Fiktive Henvisningscentral'],
    { type: 'stat', cvr: 540, postal: address('Henvisningsvej 1', 'Fjordby') },
    [
      institution([HUB, 'Den Fiktive Henvisningscentral, drift'], {
        type: 'administrativ',
        mailbox: mailbox(HUB, { receives: RECEIVES.hub }),
        shows: ['hub', 'own-mailbox'],
      }),
    ],
  ),
]

const laboratory = (): SampleUnit =>
  institution(
    [501, 'Statens Fiktive Laboratorium'],
    { type: 'laboratorium', mailbox: mailbox(501, { receives: RECEIVES.laboratory }) },
    [
      section([502, 'Afdeling for Bakteriologi'], { specialities: ['mikrobiologi'] }),
      section([503, 'Afdeling for Virologi'], { specialities: ['mikrobiologi'] }),
    ],
  )

const prisonHealth = (): SampleUnit =>
  institution([510, 'Fængslernes Fiktive Sundhedstjeneste'], { type: 'fængsel', mailbox: 'none' }, [
    section([511, 'Behandlingsenheden, Sundø Fængsel'], {
      type: 'fængsel',
      mailbox: mailbox(511, { receives: RECEIVES.practice, bundle: 'restricted' }),
      shows: ['restricted-types'],
    }),
    section([512, 'Behandlingsenheden, Næsby Arrest'], { type: 'fængsel' }),
  ])

const asylumHealth = (): SampleUnit =>
  institution([520, 'Asylcenter Åkær, sundhedsklinik'], {
    type: 'asylcenter',
    postal: address('Lejrvej 7', 'Åkær'),
    mailbox: mailbox(520, { receives: RECEIVES.practice }),
  })
