import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Html } from '../../platform/web/html.ts'
import { sendPage } from '../../platform/web/reply.ts'
import { doneMessage } from './done.ts'
import { officeFrame } from './frame.ts'
import { officePage, type OfficeFrame, type OfficePage } from './layout.ts'
import type { OfficeServices } from './services.ts'

/** A page of the office in its frame, with what the act just done came to. */
export async function sendOfficePage(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { title, current }: Pick<OfficePage, 'title' | 'current'>,
  body: (frame: OfficeFrame) => Html,
  status = 200,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const flash = doneMessage(request.query)
  const page = { title, current, body: body(frame), ...(flash ? { flash } : {}) }
  return sendPage(reply, officePage(frame, page), status)
}
