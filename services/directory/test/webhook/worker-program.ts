import { openDatabase } from '../../../kit/database.ts'
import { Secret } from '../../../kit/secret.ts'
import type { Tables } from '../../store/tables.ts'
import { fakeClock } from './clock.ts'
import { startTelling } from './telling.ts'

// A process that tells until it is killed. Its clock goes on by itself.
const [url = ''] = process.argv.slice(2)
const database = new Secret(url)
const db = openDatabase<Tables>({ url: database, poolSize: 4 })
const clock = fakeClock()
startTelling({ db, url: database, [Symbol.asyncDispose]: () => db.destroy() }, { clock })
setInterval(() => clock.advance(1_000), 20)
process.stdout.write('telling\n')
