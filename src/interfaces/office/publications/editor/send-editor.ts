import type { FastifyReply, FastifyRequest } from 'fastify'
import { listSuggestions } from '../../../../domain/publications/hints/suggestions.ts'
import type { FormView } from '../../../../platform/web/forms.ts'
import { sendPage } from '../../../../platform/web/reply.ts'
import { officeFrame } from '../../frame.ts'
import { officePage } from '../../layout.ts'
import type { OfficeServices } from '../../services.ts'
import { officerOf } from '../../session.ts'
import { editPage, type EditPage } from '../edit-page.ts'

export interface Shown {
  readonly view: FormView
  readonly status?: number
  readonly refused?: string
  readonly preview?: boolean
}

type EditorPage = Omit<EditPage, 'csrf' | 'suggestions' | 'asset'> & { readonly status?: number }

export async function sendEditor(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { status = 200, ...props }: EditorPage,
): Promise<FastifyReply> {
  const [frame, suggestions] = await Promise.all([
    officeFrame(services, request),
    listSuggestions(services.db, officerOf(request).agencyId),
  ])
  const body = editPage({ ...props, csrf: frame.csrf, suggestions, asset: services.asset })
  const page = officePage(frame, { title: props.heading, current: 'publications', body })
  return sendPage(reply, page, status)
}
