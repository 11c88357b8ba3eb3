import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { NOBODY } from '../../../infra/probe/people.ts'
import { type Question, questionsAbout } from '../../../infra/probe/questions.ts'
import type { Acting } from '../../../services/nsp/platform/acting.ts'
import { CallerNotTaken } from '../../../services/nsp/platform/errors.ts'
import type { OpenPlatform } from '../../../services/nsp/platform/open-platform.ts'
import { SERVICE_PROFILES } from '../../../services/nsp/platform/service-profiles.ts'
import type { ServiceName } from '../../../services/nsp/platform/services.ts'
import { DgwsFault } from '../../../services/nsp/soap/errors.ts'
import { isNamed } from '../../../services/nsp/xml/element.ts'
import { whitelistingHeader } from '../../../services/record/client/fmk/whitelisting.ts'
import { type PlayedPlatform, startPlayedPlatform } from './played-platform.ts'

let played: PlayedPlatform
before(async () => {
  played = await startPlayedPlatform()
})
after(() => played[Symbol.asyncDispose]())

const QUESTIONS = Object.entries(questionsAbout(NOBODY.cpr)) as [ServiceName, Question][]
const KINDS = ['system', 'professional', 'citizen'] as const

const actingAs = (kind: Acting['kind']): Acting =>
  kind === 'system' ? { kind } : played.people[kind]

function call(platform: OpenPlatform, service: ServiceName, kind: Acting['kind']) {
  const { action, body, whitelisting } = questionsAbout(NOBODY.cpr)[service] ?? assert.fail(service)
  const acting = actingAs(kind)
  const { system } = platform.profile
  const headers = whitelisting ? [whitelistingHeader(whitelisting, acting, system)] : []
  return platform.call({ service, action, body, acting, regarding: NOBODY, headers })
}

/** What a service answers beside what it is asked for, where that is right. */
const REFUSED: Readonly<Record<string, string>> = {
  // HSUID says nothing of a system, and consent is checked for people.
  'minspaerring system': 'missing_required_header',
}

for (const way of ['directly', 'by the decoupling component'] as const) {
  describe(`services of the sandbox, asked ${way}`, () => {
    for (const [service, { answer }] of QUESTIONS) {
      for (const kind of KINDS) {
        const isTaken = SERVICE_PROFILES[service].credentials[kind] !== null
        it(`${service} ${isTaken ? 'answers' : 'has no answer for'} a ${kind}`, async () => {
          const dcc = way === 'directly' ? null : new URL('/decoupling', played.sandbox.url)
          await using platform = played.opened({ profile: { ...played.sandbox.profile, dcc } })
          const asking = call(platform, service, kind)
          const refused = REFUSED[`${service} ${kind}`]
          if (!isTaken) await assert.rejects(asking, CallerNotTaken)
          else if (refused) await assert.rejects(asking, (error) => isFault(error, refused))
          else assert.ok(isNamed((await asking).body, answer))
        })
      }
    }
  })
}

const isFault = (error: unknown, code: string): boolean =>
  error instanceof DgwsFault && error.faultCode === code
