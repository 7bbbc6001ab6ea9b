/** 村居: the list, adding and closing. Their pages and sheets are on the portal. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import {
  addVillage,
  closeVillage,
  VillageForm,
} from '../../../domain/catalogue/handling/villages.ts'
import { listVillages, type Village } from '../../../domain/catalogue/villages-store.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { table } from '../../../platform/web/components/table.ts'
import { emptyForm, formView, parseForm, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { sendCatalogue } from './routes.ts'

export function villageRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    view: FormView,
    status = 200,
  ) => {
    const officer = officerOf(request)
    assertMay(officer, 'catalogue.read', officer.agencyId)
    const villages = await listVillages(db, officer.agencyId)
    const mayEdit = mayAtHome(officer, 'catalogue.edit')
    return sendCatalogue(
      services,
      request,
      reply,
      ({ csrf }) => villagesPage({ villages, mayEdit, view, csrf }),
      status,
    )
  }

  app.get(officePaths.villages, (request, reply) => show(request, reply, emptyForm))

  app.post(officePaths.villages, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'catalogue.edit', officer.agencyId)
    const checked = parseForm(VillageForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
    return orShowAgain(
      request.body,
      async () => {
        await addVillage(db, officer, checked.value, clock())
        return seeOther(reply, withDone(officePaths.villages, 'saved'))
      },
      ({ view, status }) => show(request, reply, view, status),
    )
  })

  app.post<{ Params: { id: string } }>('/office/villages/:id/close', async (request, reply) => {
    await closeVillage(db, officerOf(request), recordId(request.params.id), clock())
    return seeOther(reply, withDone(officePaths.villages, 'saved'))
  })
}

interface VillagesProps {
  readonly villages: readonly Village[]
  readonly mayEdit: boolean
  readonly view: FormView
  readonly csrf: string
}

function villagesPage({ villages, mayEdit, view, csrf }: VillagesProps): Html {
  return html`${errorSummary(view)} ${pageHeading('村居', '主动公开事项目录')}
    <p class="govuk-body">
      目录中公开层级含“村级”的条目，在公开平台的村居页面集中显示；公示栏张贴的单页可以打印，扫码即见当天的内容。
    </p>
    ${table<Village>({
      caption: '村居',
      captionHidden: true,
      columns: [
        {
          heading: '村居',
          rowHeader: true,
          cell: ({ name, slug }) => link(name, `/villages/${slug}`),
        },
        { heading: '公示栏位置', wide: true, cell: ({ boardPlace }) => boardPlace },
        {
          heading: '张贴单页',
          cell: ({ slug, name }) => link('PDF', `/villages/${slug}/sheet.pdf`, name),
        },
        ...(mayEdit
          ? [
              {
                heading: '操作',
                cell: ({ id, name }: Village) =>
                  form({
                    action: officePaths.villageClose(id),
                    csrf,
                    body: button('撤销', { style: 'secondary', small: true, about: name }),
                  }),
              },
            ]
          : []),
      ],
      rows: villages,
      empty: '还没有登记村居。',
    })}
    ${
      mayEdit &&
      form({
        action: officePaths.villages,
        csrf,
        body: html`<h2 class="govuk-heading-m">添加村居</h2>
          ${textInput({ name: 'name', label: '名称', form: view, width: 'half' })}
          ${textInput({ name: 'slug', label: '网址名', form: view, width: '20', hint: '小写字母、数字和连字符' })}
          ${textInput({ name: 'boardPlace', label: '公示栏位置', form: view, width: 'half', optional: true })}
          ${button('添加')}`,
      })
    }`
}
