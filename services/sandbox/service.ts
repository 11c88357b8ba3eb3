import { startVendors, type Vendors } from './upstream/vendor/vendors.ts'

/** What the hub points at, played on loopback. */
export interface SandboxService extends AsyncDisposable {
  readonly vendors: Vendors
}

/** Starts everything that the sandbox plays; nothing of it is listened to from outside this machine. */
export async function createSandbox(): Promise<SandboxService> {
  await using starting = new AsyncDisposableStack()
  const vendors = starting.use(await startVendors())
  const started = starting.move()
  return { vendors, [Symbol.asyncDispose]: () => started.disposeAsync() }
}
