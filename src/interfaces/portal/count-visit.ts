import type { FastifyRequest } from 'fastify'
import { isReader } from '../../domain/publications/visits.ts'
import { readerMark } from '../../platform/web/reader-mark.ts'
import type { PortalServices } from './services.ts'

/** 访问次数 is of readers: neither programs nor who is signed in to the office. */
export function countVisit(
  { visits }: Pick<PortalServices, 'visits'>,
  request: FastifyRequest,
  documentId: number,
): void {
  const { raw, headers, sessionToken } = request
  if (sessionToken !== undefined || !isReader(headers['user-agent'])) return
  visits.count(documentId, readerMark(raw))
}
