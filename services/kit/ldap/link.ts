import { connect, isIP, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls } from 'node:tls'
import { Client } from 'ldapts'
import { LdapTimeout, LdapUnavailable } from './errors.ts'
import { ldapError } from './result-codes.ts'
import { hostOf, type LdapServer } from './server.ts'

/**
 * One connection to an LDAP server. It is never opened a second time: what would go over it then would be asked by nobody
 * in particular, and without TLS.
 */
export class LdapLink implements AsyncDisposable {
  readonly client: Client
  readonly #server: LdapServer
  readonly #sockets: Socket[] = []
  readonly #waiting = new Set<(error: unknown) => void>()
  #isClosed = false

  constructor(server: LdapServer) {
    this.#server = server
    const { url } = server
    this.client = new Client({
      url: `${url.protocol}//${url.host}`,
      // Its presence alone makes the library speak TLS from the start.
      ...(url.protocol === 'ldaps:' ? { tlsOptions: tlsOptionsOf(server) } : {}),
      createConnection: ((port: number, host: string) =>
        this.#opened(() => connect({ port, host, noDelay: true }))) as typeof connect,
      createSecureConnection: ((...args: Parameters<typeof connectTls>) =>
        this.#opened(() => connectTls(...args))) as typeof connectTls,
    })
  }

  /** False once it has been closed, by whomever. */
  get isOpen(): boolean {
    return !this.#isClosed
  }

  /** Opens TLS where it is asked for, and says who we are. */
  async open(signal?: AbortSignal): Promise<void> {
    const { startTls, bind, url } = this.#server
    if (startTls) {
      const options = { ...tlsOptionsOf(this.#server), host: hostOf(this.#server) }
      await this.call(
        `begin TLS with LDAP server "${url.host}"`,
        () => this.client.startTLS(options),
        signal,
      )
    }
    const { dn, password } = bind ?? { dn: '', password: null }
    await this.call(
      `bind to LDAP server "${url.host}"`,
      () => this.client.bind(dn, password?.reveal() ?? ''),
      signal,
    )
  }

  /**
   * Runs one call with the deadline; one that is late takes the connection with it, for its answer would still come.
   *
   * @param what as it goes into the message of a failure
   * @throws {LdapTimeout} when it is late
   * @throws {LdapUnavailable} when the connection is lost
   */
  call<T>(what: string, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { timeoutMs } = this.#server
    return new Promise<T>((resolve, reject) => {
      const fail = (error: unknown): void => {
        end()
        reject(ldapError(error, what))
      }
      const cut = (error: unknown): void => {
        fail(error)
        this.#close()
      }
      const late = () => cut(new LdapTimeout(`Cannot ${what}: no answer within ${timeoutMs} ms`))
      const aborted = () => cut(signal?.reason)
      const timer = setTimeout(late, timeoutMs)
      const end = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(fail)
        signal?.removeEventListener('abort', aborted)
      }
      if (signal?.aborted) return aborted()
      if (this.#isClosed) return fail(gone(what))
      signal?.addEventListener('abort', aborted)
      this.#waiting.add(fail)
      run().then((value) => {
        end()
        resolve(value)
      }, fail)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isOpen && this.#sockets.length > 0) {
      // A server that does not read it will notice by the connection's end.
      await this.call('unbind', () => this.client.unbind()).catch(() => {})
    }
    this.#close()
  }

  #opened<S extends Socket>(open: () => S): S {
    if (this.#isClosed) throw gone('reach LDAP server')
    const socket = open()
    this.#sockets.push(socket)
    let failure: unknown
    // Before the library's own listeners, which keep no error once the connection stands.
    socket.on('error', (error) => {
      failure ??= error
    })
    socket.once('close', () => this.#close(failure))
    return socket
  }

  #close(failure?: unknown): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const socket of this.#sockets) socket.destroy()
    const waiting = [...this.#waiting]
    for (const fail of waiting) fail(failure ?? new Error('closed'))
  }
}

const gone = (what: string): LdapUnavailable =>
  new LdapUnavailable(`Cannot ${what}: the connection was lost`)

function tlsOptionsOf(server: LdapServer): ConnectionOptions {
  const host = hostOf(server)
  return {
    ...(server.ca === null ? {} : { ca: server.ca }),
    ...(isIP(host) ? {} : { servername: host }),
    minVersion: 'TLSv1.2',
  }
}
