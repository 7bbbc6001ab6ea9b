/** 网上申请的材料: proofs of identity and what the applicant asked for since, for who may read the identity. */
import type { FastifyInstance } from 'fastify'
import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { getCaseFile } from '../../../domain/requests/case-file.ts'
import {
  markRectificationSeen,
  openProof,
  readOnlineMaterials,
  type OnlineMaterials,
  type OnlineSummary,
  type Rectification,
} from '../../../domain/requests/online/office-view.ts'
import { dayOf, formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { importantBanner, inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { sendStoredFile } from '../../../platform/web/stored-file-reply.ts'
import { scanNotice } from '../../../platform/files/files.ts'
import { withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { caseHead } from './case-page.ts'

interface ById {
  Params: { id: string }
}

interface ByTwo {
  Params: { id: string; fileId: string }
}

interface ByAsk {
  Params: { id: string; askId: string }
}

export function onlineMaterialsRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, files, clock } = services

  app.get<ById>('/office/requests/:id/online', async (request, reply) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    const file = await getCaseFile(room, officer, id, dayOf(clock()))
    const materials = await readOnlineMaterials(room, files, officer, id, clock())
    const frame = await officeFrame(services, request)
    const body = materialsPage(file, { materials, csrf: frame.csrf, notice: scanNotice(files) })
    return sendPage(
      reply,
      officePage(frame, { title: '网上申请的材料', current: 'requests', body }),
    )
  })

  app.get<ByTwo>('/office/requests/:id/online/files/:fileId', async (request, reply) => {
    const ids = {
      requestId: recordId(request.params.id),
      fileId: recordId(request.params.fileId),
    }
    const opened = await openProof(room, files, officerOf(request), ids, clock())
    return sendStoredFile(reply, opened)
  })

  app.post<ByAsk>('/office/requests/:id/online/rectifications/:askId', async (request, reply) => {
    const ids = { requestId: recordId(request.params.id), askId: recordId(request.params.askId) }
    await markRectificationSeen(room, officerOf(request), ids, clock())
    return seeOther(reply, withDone(officePaths.request(ids.requestId), 'recorded'))
  })
}

interface MaterialsProps {
  readonly materials: OnlineMaterials
  readonly csrf: string
  readonly notice: string | undefined
}

const KINDS = { identity: '身份证明', authorisation: '授权委托书、代理人身份证明' } as const

function materialsPage(file: CaseFile, { materials, csrf, notice }: MaterialsProps): Html {
  const { proofs, rectifications } = materials
  return html`${caseHead(file)}
    <h2 class="govuk-heading-l">网上申请的材料</h2>
    ${inset('本次查看已记入操作日志，打开每一份文件也会记入。请只用于办理和送达本件申请。')}
    ${notice === undefined ? nothing : html`<p class="govuk-body mq-note">${notice}</p>`}
    ${table<OnlineMaterials['proofs'][number]>({
      caption: '证明材料',
      columns: [
        { heading: '材料', rowHeader: true, cell: ({ kind }) => KINDS[kind] },
        {
          heading: '文件',
          cell: ({ file: { id, name, state } }) =>
            state === 'clean'
              ? link(name, officePaths.requestProof(file.id, id))
              : `${name}（病毒检查中，暂时不能打开）`,
        },
        {
          heading: '大小',
          numeric: true,
          cell: ({ file: { size } }) => `${Math.ceil(size / 1024)} KB`,
        },
        {
          heading: '上传',
          nowrap: true,
          cell: ({ file: { uploadedAt } }) => formatMinute(uploadedAt),
        },
      ],
      rows: proofs,
      empty: '没有上传证明材料。',
    })}
    ${rectifications.map((one) => rectification(file.id, one, csrf))}
    <p class="govuk-body">${link('返回案件', officePaths.request(file.id))}</p>`
}

/** 条例 第四十一条 */
function rectification(requestId: number, one: Rectification, csrf: string): Html {
  return html`<h2 class="govuk-heading-m">申请人要求更正（${formatMinute(one.askedAt)}）</h2>
    ${summaryList([
      { key: '不准确的记录', value: one.text.wrong },
      { key: '应当记录为', value: one.text.right },
      { key: '证明材料', value: one.text.evidence },
    ])}
    ${
      one.seenAt
        ? html`<p class="govuk-hint">${formatMinute(one.seenAt)}已接办。</p>`
        : form({
            action: officePaths.requestRectification(requestId, one.id),
            csrf,
            body: html`<p class="govuk-body">
                属于本机关的，另行登记为更正事项办理；不属于的，转送有权机关或者告知申请人（条例
                第四十一条）。
              </p>
              ${button('已接办', { style: 'secondary', about: '这件更正要求' })}`,
          })
    }`
}

/** On the page of the case, for everybody who reads it: that it came online, with how much. */
export function onlineSection(id: number, summary: OnlineSummary | null, mayOpen: boolean): Html {
  if (!summary) return nothing
  const { proofs, unseen } = summary
  return html`${
      unseen > 0 &&
      importantBanner(
        `申请人在网上提出${unseen}件个人信息更正要求（条例 第四十一条），还没有人接办。`,
      )
    }
    <h2 class="govuk-heading-m">网上提交</h2>
    <p class="govuk-body">
      申请人在网上填写提交，没有经办人转录；附证明材料${proofs}个文件。
      ${mayOpen ? link('查看网上申请的材料', officePaths.requestOnline(id)) : nothing}
    </p>`
}
