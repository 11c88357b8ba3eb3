import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CallerNotTaken, ServiceNotNamed } from '../../../nsp/platform/errors.ts'
import {
  DgwsFault,
  SoapFault,
  StsFault,
  UpstreamAnswerInvalid,
  UpstreamUnreachable,
} from '../../../nsp/soap/errors.ts'
import { TokenEndsTooSoon, TokenUnavailable } from '../../../nsp/sts/errors.ts'
import { XdsFailure } from '../../../nsp/xds/errors.ts'
import { XmlRefused } from '../../../nsp/xml/errors.ts'
import { SignInNotExchanged } from '../../errors/sign-in.ts'
import { DocumentUnreadable } from '../documents/errors.ts'
import { DocumentHeldBack } from '../documents/held-back.ts'
import { FhirFault } from '../fhir/errors.ts'
import { ResuscitationUnclear } from '../master-card/resuscitation-unclear.ts'
import { codeOf, isFault, isPassing } from './failure.ts'

const FAULT = { faultCode: 'Server', faultString: 'no', serviceCode: null, detail: [] }

const CASES: readonly (readonly [Error, code: string, against: boolean])[] = [
  [new UpstreamUnreachable('no connection'), 'SOURCE_UNREACHABLE', true],
  [new UpstreamAnswerInvalid('it is no SOAP'), 'SOURCE_ANSWER_INVALID', true],
  [new SoapFault(FAULT), 'SOURCE_FAULT', true],
  [new DgwsFault('processing_problem'), 'SOURCE_FAULT', true],
  [new XdsFailure(['XDSRegistryError']), 'SOURCE_FAULT', true],
  [new FhirFault(500), 'SOURCE_FAULT', true],
  [new FhirFault(403), 'SOURCE_REFUSED', false],
  [new DgwsFault('not_authorized'), 'SOURCE_REFUSED', false],
  [new CallerNotTaken('fut-measurement', 'system'), 'SOURCE_REFUSED', false],
  [new ServiceNotNamed('mhd', 'test1'), 'SOURCE_NOT_CONFIGURED', false],
  [new DocumentUnreadable('APD-DK', 'no code'), 'SOURCE_ANSWER_INVALID', false],
  [new XmlRefused('a DTD'), 'SOURCE_ANSWER_INVALID', false],
  [new StsFault('FailedAuthentication'), 'SIGN_IN_NOT_EXCHANGED', false],
  [new TokenUnavailable({ cause: null }), 'SIGN_IN_NOT_EXCHANGED', false],
  [new TokenEndsTooSoon(), 'SIGN_IN_NOT_EXCHANGED', false],
  [new SignInNotExchanged('it has no bootstrap token'), 'SIGN_IN_NOT_EXCHANGED', false],
  [new ResuscitationUnclear('no statement'), 'RESUSCITATION_UNCLEAR', false],
  [new DocumentHeldBack(), 'CONSENT', false],
  [new TypeError('of undefined'), 'INTERNAL_SERVER_ERROR', false],
]

describe('codeOf()', () => {
  for (const [error, code] of CASES) {
    it(`gives ${code} for ${error.message}`, () => {
      assert.equal(codeOf(error), code)
    })
  }
})

describe('isFault()', () => {
  it('holds against a source what it fails at, and not what one caller or one document provokes', () => {
    for (const [error, , against] of CASES) assert.equal(isFault(error), against, error.message)
  })
})

describe('isPassing()', () => {
  it('is true of a connection alone', () => {
    const passing = CASES.filter(([error]) => isPassing(error)).map(([, code]) => code)
    assert.deepEqual(passing, ['SOURCE_UNREACHABLE'])
  })
})
