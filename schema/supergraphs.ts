import { directorySchema } from '../services/directory/graphql/schema.ts'
import { recordSchema } from '../services/record/graphql/schema.ts'
import { uptimeSchema } from '../services/uptime/graphql/schema.ts'
import type { Supergraphs } from './printed.ts'

const directory = { name: 'directory', sdl: directorySchema.sdl }
const uptime = { name: 'uptime', sdl: uptimeSchema.sdl }
const record = { name: 'record', sdl: recordSchema.sdl }

/** The graphs by the name under which each is served: nothing about a citizen can be asked of the public one. */
export const SUPERGRAPHS: Supergraphs = {
  public: [directory, uptime],
  clinical: [directory, uptime, record],
}
