import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { keyBytes } from '../key-bytes.ts'
import { Secret } from '../secret.ts'
import { WebhookSecretUnreadable } from './errors.ts'

/** Keeps secrets so that who reads the database cannot sign. */
export interface SecretBox {
  /** @param webhookId a secret is bound to it: it cannot be read as another's */
  seal(secret: Secret, webhookId: string): Buffer
  /** @throws {WebhookSecretUnreadable} where it was sealed with another key or for another webhook */
  open(sealed: Buffer, webhookId: string): Secret
}

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** @param key 32 bytes, in base64 or as 64 hexadecimal digits */
export function secretBox(key: Secret): SecretBox {
  const bytes = keyBytes(key.reveal())
  if (bytes === null) throw new TypeError('Cannot keep secrets: the key is not of 32 bytes')
  return {
    seal: (secret, webhookId) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, bytes, iv).setAAD(Buffer.from(webhookId))
      const sealed = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed])
    },
    open: (sealed, webhookId) => {
      const [iv, tag] = [
        sealed.subarray(0, IV_BYTES),
        sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES),
      ]
      try {
        const cipher = createDecipheriv(CIPHER, bytes, iv, { authTagLength: TAG_BYTES })
        cipher.setAAD(Buffer.from(webhookId)).setAuthTag(tag)
        const opened = [cipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), cipher.final()]
        return new Secret(Buffer.concat(opened).toString('utf8'))
      } catch (cause) {
        throw new WebhookSecretUnreadable({ cause })
      }
    },
  }
}
