import type { AccessPoint } from '../domain/mailbox/access-point.ts'
import type { CertificateFact } from '../domain/statement/facts.ts'
import { builder } from './builder.ts'

const CertificateType = builder.objectRef<CertificateFact>('Certificate')

CertificateType.implement({
  description: 'An X.509 certificate.',
  fields: (t) => ({
    sha256: t.exposeString('sha256', { description: 'Fingerprint, lower-case hexadecimal.' }),
    subject: t.exposeString('subject'),
    notBefore: t.field({ type: 'DateTime', resolve: ({ notBefore }) => notBefore }),
    notAfter: t.field({ type: 'DateTime', resolve: ({ notAfter }) => notAfter }),
  }),
})

/** The device where mailboxes are reached. */
export const AccessPointType = builder.objectRef<AccessPoint>('AccessPoint')

AccessPointType.implement({
  description:
    'Where the mailbox is reached: the endpoint register puts the real URL and certificate on a device of its own.',
  fields: (t) => ({
    id: t.exposeID('id'),
    url: t.exposeString('url', { nullable: true }),
    network: t.exposeString('network', { nullable: true }),
    certificate: t.field({
      type: CertificateType,
      nullable: true,
      resolve: ({ certificate }) => certificate,
    }),
  }),
})
