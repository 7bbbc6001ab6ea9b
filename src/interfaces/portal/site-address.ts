import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepPage } from '../../platform/web/reply.ts'
import type { PortalServices } from './services.ts'

/**
 * The full address of a page, as feeds, codes and other systems need it. Scheme, host and port are the configured ones;
 * only where none are configured, those the request came to.
 */
export function fullAddress(
  { origin }: Pick<PortalServices, 'origin'>,
  request: FastifyRequest,
  path: string,
): string {
  return new URL(path, origin ?? `${request.protocol}://${request.host}`).href
}

/** Keeps an answer with full addresses in it; not while its host is only what a request claimed, which anybody may forge. */
export function keepAddressed(
  { origin }: Pick<PortalServices, 'origin'>,
  reply: FastifyReply,
  tags: readonly string[],
  visitOf?: string,
): void {
  if (origin !== undefined) keepPage(reply, tags, visitOf)
}
