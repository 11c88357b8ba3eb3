import express, { type Router } from 'express'
import { CPR_ID_TYPE } from '../../../nsp/nas/names.ts'
import { CITIZENS } from '../../domain/world/persons.ts'
import type { Notifications } from './notifications.ts'
import { NAS_TOPICS } from './topics.ts'

/** Where it answers. */
export const TRY_CHANGE_PATH = '/try/change'

const isCitizen = (name: string): name is keyof typeof CITIZENS => Object.hasOwn(CITIZENS, name)

/**
 * Lets whoever tries the sandbox say that something changed in somebody's record: `POST /try/change/PERSON`, where PERSON is the name of
 * one of {@link CITIZENS}; invented, for a person number has no place in a URL.
 */
export function tryChange(notifications: Notifications, now: () => Date): Router {
  const router = express.Router()
  router.post('/:person', ({ params }, response) => {
    const { person = '' } = params
    if (!isCitizen(person)) {
      response.status(404).json({ error: 'there is no such person', people: Object.keys(CITIZENS) })
      return
    }
    const [topic] = NAS_TOPICS
    const date = now().toISOString().slice(0, 10)
    notifications.publish({ topic, id: CITIZENS[person].cpr, idType: CPR_ID_TYPE, date })
    response.status(202).json({ topic })
  })
  return router
}
