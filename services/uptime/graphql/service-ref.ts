import type { CatalogueService } from '../domain/catalogue.ts'
import { builder } from './builder.ts'

/** A shared service, or a part of the hub. */
export const ServiceType = builder.objectRef<CatalogueService>('Service')
