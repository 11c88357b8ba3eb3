import type { Webhooks } from '../domain/webhook/webhooks.ts'

/** Webhooks of somebody who can have none. @param refusal what every question is answered with */
export function noSubscriptions(refusal: () => Error): Webhooks {
  const refuse = async (): Promise<never> => {
    throw refusal()
  }
  return {
    ...{ create: refuse, all: refuse, byId: refuse, delete: refuse, rotateSecret: refuse },
    ...{ pause: refuse, resume: refuse, replay: refuse, replayDeadLetters: refuse },
    deadLetters: refuse,
  }
}
