/** 已核对, and masking into a copy. */
import type { FastifyInstance } from 'fastify'
import { assertMay } from '../../../../domain/accounts/permissions.ts'
import { getEdition } from '../../../../domain/publications/editions-store.ts'
import { checkHint } from '../../../../domain/publications/hints/list-hints.ts'
import { maskBody, type MaskedBody } from '../../../../domain/publications/hints/mask-body.ts'
import type { Replacement } from '../../../../domain/publications/hints/mask-text.ts'
import { transition } from '../../../../domain/publications/lifecycle.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import { importantBanner } from '../../../../platform/web/components/notices.ts'
import { table } from '../../../../platform/web/components/table.ts'
import { formView, valueOf } from '../../../../platform/web/forms.ts'
import { html, type Html } from '../../../../platform/web/html.ts'
import { seeOther } from '../../../../platform/web/reply.ts'
import { withDone } from '../../done.ts'
import { officePaths } from '../../paths.ts'
import { recordId } from '../../record-id.ts'
import type { OfficeServices } from '../../services.ts'
import { officerOf } from '../../session.ts'
import { editionView } from '../edit-page.ts'
import { sendEditor } from './send-editor.ts'

interface ById {
  Params: { id: string }
}

export function hintRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, room, files } = services

  app.post<ById>('/office/publications/:id/hints', async (request, reply) => {
    const id = recordId(request.params.id)
    const hint = valueOf(formView(request.body), 'hint')
    const hintRoom = { db, calendar: room.calendar, files }
    await checkHint(hintRoom, officerOf(request), id, hint, clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'recorded'))
  })

  // the form with a masked copy in it: nothing is changed before it is saved
  app.post<ById>('/office/publications/:id/mask', async (request, reply) => {
    const edition = await getEdition(db, recordId(request.params.id))
    assertMay(officerOf(request), 'publications.draft', edition.agencyId)
    if (!transition(edition.state, 'edit'))
      throw new Refusal('wrong-state', '已发布的版本不能改动，请先起草修改稿。')
    const masked = maskBody(edition.bodyHtml)
    return sendEditor(services, request, reply, {
      heading: '修改文件',
      action: officePaths.editionAct(edition.id, 'edit'),
      view: editionView({ ...edition, bodyHtml: masked.bodyHtml }),
      version: edition.version,
      notice: replacedNotice(masked),
      preview: true,
    })
  })
}

function replacementTable(replacements: readonly Replacement[]): Html {
  return table({
    caption: '替换清单',
    columns: [
      { heading: '种类', cell: ({ kind }) => kind, rowHeader: true },
      { heading: '原文', cell: ({ from }) => from, nowrap: true },
      { heading: '改为', cell: ({ to }) => to, nowrap: true },
    ],
    rows: replacements,
  })
}

function replacedNotice({ replacements }: MaskedBody): Html {
  if (replacements.length === 0)
    return importantBanner('正文里没有可以自动遮盖的个人信息，请逐字核对。')
  return html`${importantBanner(`下面是遮盖了${replacements.length}处的副本。原文没有改动，核对以后保存才会替换。`)}
  ${replacementTable(replacements)}`
}
