import type { FastifyRequest } from 'fastify'
import { isReader } from '../../domain/publications/visits.ts'
import { readerMark } from '../../platform/web/reader-mark.ts'
import { bearsSession } from '../../platform/web/session-cookie.ts'
import type { PortalServices } from './services.ts'

/** 访问次数 is of readers: neither programs nor who is signed in to the office. */
export function countVisit(
  { visits }: Pick<PortalServices, 'visits'>,
  request: FastifyRequest,
  documentId: number,
): void {
  if (bearsSession(request) || !isReader(request.headers['user-agent'])) return
  visits.count(documentId, readerMark(request.raw))
}
