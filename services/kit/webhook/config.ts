import { readFileSync } from 'node:fs'
import type { EnvReader } from '../config.ts'
import { networkList } from '../http/inside-address.ts'
import type { AllowedInside } from '../http/outward.ts'
import { keyBytes } from '../key-bytes.ts'
import type { Secret } from '../secret.ts'

/** How callers are told of changes. */
export interface WebhookConfig {
  /** Encrypts the secrets of webhooks; null where none is given. */
  readonly key: Secret | null
  /** What webhooks may reach beside the public internet. */
  readonly allowed: AllowedInside
  readonly mostPerCaller: number
}

/** @returns null where nobody is told; problems go to `read` */
export function webhookConfigFrom(read: EnvReader): WebhookConfig | null {
  const isOn = read.choice('WEBHOOKS', ['on', 'off'], 'on') === 'on'
  const config: WebhookConfig = {
    key: read.optionalSecret('WEBHOOK_SECRET_KEY', {
      check: wrongKey,
      readFile: (path) => readFileSync(path, 'utf8'),
    }),
    allowed: {
      hosts: new Set(listOf(read.optionalText('WEBHOOK_ALLOWED_HOSTS')?.toLowerCase())),
      networks: networksOf(read),
    },
    mostPerCaller: read.integer('WEBHOOKS_PER_CALLER', { min: 1, max: 10_000, fallback: 20 }),
  }
  return isOn ? config : null
}

function networksOf(read: EnvReader): AllowedInside['networks'] {
  try {
    return networkList(listOf(read.optionalText('WEBHOOK_ALLOWED_NETWORKS')))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    read.problem(`WEBHOOK_ALLOWED_NETWORKS must name networks as 10.1.0.0/16: ${error.message}`)
    return networkList([])
  }
}

const listOf = (text: string | null | undefined): readonly string[] =>
  (text ?? '').split(/[\s,]+/).filter((item) => item !== '')

const wrongKey = (value: string): string | null =>
  keyBytes(value) ? null : 'must be 32 bytes in base64, or as 64 hexadecimal digits'
