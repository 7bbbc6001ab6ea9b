/** 规范性文件、解读、清理、问答. */
import type { FastifyInstance } from 'fastify'
import type { OfficeServices } from '../services.ts'
import { cleanupRoutes } from './cleanups.ts'
import { policyActRoutes } from './document-acts.ts'
import { policyDocumentRoutes } from './document.ts'
import { policyListRoutes } from './list.ts'
import { questionRoutes } from './questions.ts'
import { policySettingsRoutes } from './settings.ts'

export function policyRoutes(app: FastifyInstance, services: OfficeServices): void {
  policyListRoutes(app, services)
  policyDocumentRoutes(app, services)
  policyActRoutes(app, services)
  cleanupRoutes(app, services)
  questionRoutes(app, services)
  policySettingsRoutes(app, services)
}
