import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DgwsFault, UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { rootOf } from '../../../nsp/xml/parse.ts'
import type { Asking } from '../source.ts'
import { BTR, LTR, type WillRegister } from './register.ts'
import { willSource } from './will-source.ts'

const CPR = '6103480014'

const asking: Asking = {
  acting: { kind: 'system' },
  regarding: { cpr: CPR, consentOverride: false },
  signal: new AbortController().signal,
}

const id = `<id root="1.2.208.176.1.2" extension="${CPR}"/>`

const has = ({ ns, will }: WillRegister, truth: string, whose = id) =>
  `<has${will}Response xmlns="${ns}">${whose}<has${will}>${truth}</has${will}></has${will}Response>`

const head = (will: string) =>
  `${id}<code code="${will}" codeSystem="1.2.208.184.15.1"/><effectiveTime value="20210614"/><confidentialityCode code="N"/>`

const dying = '<noLifeProlongingIfDying>true</noLifeProlongingIfDying>'

const get = ({ ns, will }: WillRegister, wishes = dying, top = head(will)) =>
  `<get${will}Response xmlns="${ns}"><${will}>${top}${wishes}</${will}></get${will}Response>`

/** What each of the two registers answers to `has` and to `get`, or fails with. */
type Answers = readonly [string | Error, string?]

function source(btr: Answers, ltr: Answers) {
  const asked = new Set<string>()
  const answers: Readonly<Record<string, Answers>> = { btr, ltr }
  const sourced = willSource({
    async call({ service, action }) {
      asked.add(action)
      const answer = answers[service]?.[action.includes('/get') ? 1 : 0]
      if (answer === undefined || answer instanceof Error) throw answer
      return { body: rootOf(answer), attachments: new Map() }
    },
  })
  return { told: () => sourced.treatmentWill(asking), asked }
}

const noTreatmentWill: Answers = [has(BTR, 'false')]
const noLivingWill: Answers = [has(LTR, 'false')]
const treatmentWill: Answers = [has(BTR, 'true'), get(BTR)]
const livingWill: Answers = [has(LTR, 'true'), get(LTR)]
const failing: Answers = [new DgwsFault('processing_problem')]

const told = async (btr: Answers, ltr: Answers) => {
  const said = await source(btr, ltr).told()
  return said.kind === 'found' ? said.part.kind : said.kind
}

describe('willSource()', () => {
  it('says none only where both registers say so themselves', async () => {
    const { told: none, asked } = source(noTreatmentWill, noLivingWill)
    assert.deepEqual(await none(), { kind: 'none' })
    assert.deepEqual([...asked].length, 2)
    await assert.rejects(told(failing, noLivingWill), DgwsFault)
    await assert.rejects(told(noTreatmentWill, failing), DgwsFault)
    await assert.rejects(told(failing, failing), DgwsFault)
  })

  it('lets a treatment will stand where the other register fails, and no living will', async () => {
    assert.equal(await told(treatmentWill, noLivingWill), 'TREATMENT_WILL')
    assert.equal(await told(treatmentWill, failing), 'TREATMENT_WILL')
    assert.equal(await told(noTreatmentWill, livingWill), 'LIVING_WILL')
    await assert.rejects(told(failing, livingWill), DgwsFault)
  })

  it('chooses between no two wills', async () => {
    await assert.rejects(told(treatmentWill, livingWill), UpstreamAnswerInvalid)
  })

  it('gives each wish that is stated as true, with whose acceptance it needs', async () => {
    const wishes = `${dying}<noLifeProlongingIfSeverePain acceptanceNeeded="guardianAcceptanceRequired">true</noLifeProlongingIfSeverePain><noForcedTreatmentIfIncapable>false</noForcedTreatmentIfIncapable>`
    const said = await source([has(BTR, 'true'), get(BTR, wishes)], noLivingWill).told()
    assert.ok(said.kind === 'found')
    assert.equal(said.part.registeredOn, '2021-06-14')
    assert.deepEqual(
      said.part.wishes.map((wish) => [wish.wish.code, wish.acceptanceNeededFrom?.code]),
      [
        ['noLifeProlongingIfDying', undefined],
        ['noLifeProlongingIfSeverePain', 'guardianAcceptanceRequired'],
      ],
    )
  })

  const wrong: Readonly<Record<string, Answers>> = {
    'says neither yes nor no': [has(BTR, '')],
    'says it of somebody else': [has(BTR, 'false', id.replace(CPR, '6210520023'))],
    'says it of nobody': [has(BTR, 'false', '')],
    'is that of the other register': [has(LTR, 'false')],
    'is a yes without a will': [has(BTR, 'true'), has(BTR, 'true')],
    'holds the will of somebody else': [has(BTR, 'true'), get(BTR).replace(CPR, '6210520023')],
    'holds a will of another kind': [has(BTR, 'true'), get(BTR, dying, head('LivingWill'))],
    'holds a restricted will': [
      has(BTR, 'true'),
      get(BTR, dying, head('TreatmentWill').replace('"N"', '"R"')),
    ],
    'holds a wish that is not known': [has(BTR, 'true'), get(BTR, '<noFood>true</noFood>')],
    'holds a wish that is no truth': [
      has(BTR, 'true'),
      get(BTR, '<noLifeProlongingIfDying>x</noLifeProlongingIfDying>'),
    ],
    'needs the acceptance of somebody who is not known': [
      has(BTR, 'true'),
      get(BTR, dying.replace('>', ' acceptanceNeeded="neighbour">')),
    ],
    'was registered on no day': [
      has(BTR, 'true'),
      get(BTR, dying, head('TreatmentWill').replace('0614', '0631')),
    ],
  }
  for (const [how, answers] of Object.entries(wrong)) {
    it(`fails whole where the answer ${how}`, async () => {
      await assert.rejects(told(answers, noLivingWill), UpstreamAnswerInvalid)
    })
  }

  it('takes no wish of a treatment will for one of a living will', async () => {
    const pain = '<noLifeProlongingIfSeverePain>true</noLifeProlongingIfSeverePain>'
    const answers: Answers = [has(LTR, 'true'), get(LTR, pain)]
    await assert.rejects(told(noTreatmentWill, answers), UpstreamAnswerInvalid)
  })
})
