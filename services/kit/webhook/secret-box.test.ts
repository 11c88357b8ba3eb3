import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { Secret } from '../secret.ts'
import { WebhookSecretUnreadable } from './errors.ts'
import { secretBox } from './secret-box.ts'

const newBox = () => secretBox(new Secret(randomBytes(32).toString('base64')))

describe('secretBox()', () => {
  const box = newBox()
  const secret = new Secret('a secret of more than thirty-two bytes, æøå')

  it('opens what it sealed, and shows nothing of it', () => {
    const sealed = box.seal(secret, 'w1')
    assert.equal(box.open(sealed, 'w1').reveal(), secret.reveal())
    assert.doesNotMatch(inspect(box.open(sealed, 'w1')), /thirty/)
    assert.equal(sealed.includes('thirty'), false)
    assert.notDeepEqual(box.seal(secret, 'w1'), sealed)
  })

  it('opens nothing for another webhook, with another key, or that was changed', () => {
    const sealed = box.seal(secret, 'w1')
    assert.throws(() => box.open(sealed, 'w2'), WebhookSecretUnreadable)
    assert.throws(() => newBox().open(sealed, 'w1'), WebhookSecretUnreadable)
    for (const at of [0, 12, 28, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      assert.throws(() => box.open(changed, 'w1'), WebhookSecretUnreadable, String(at))
    }
    assert.throws(() => box.open(Buffer.alloc(3), 'w1'), WebhookSecretUnreadable)
  })
})
