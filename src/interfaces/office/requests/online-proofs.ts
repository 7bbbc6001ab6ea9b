/** 网上申请的证明材料, for who may read the applicant's identity. */
import type { FastifyInstance } from 'fastify'
import { getCaseFile, type CaseFile } from '../../../domain/requests/case-file.ts'
import {
  openProof,
  readOnlineProofs,
  type OnlineProof,
} from '../../../domain/requests/online/office-view.ts'
import { scanNotice } from '../../../platform/files/files.ts'
import { dayOf, formatMinute } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { sendStoredFile } from '../../../platform/web/stored-file-reply.ts'
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

export function onlineProofRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, files, clock } = services

  app.get<ById>('/office/requests/:id/online', async (request, reply) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    const file = await getCaseFile(room, officer, id, dayOf(clock()))
    const proofs = await readOnlineProofs(room, files, officer, id, clock())
    const frame = await officeFrame(services, request)
    const body = proofsPage(file, proofs, scanNotice(files))
    return sendPage(
      reply,
      officePage(frame, { title: '网上申请的证明材料', current: 'requests', body }),
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
}

const KINDS = { identity: '身份证明', authorisation: '授权委托书、代理人身份证明' } as const

function proofsPage(
  file: CaseFile,
  proofs: readonly OnlineProof[],
  notice: string | undefined,
): Html {
  return html`${caseHead(file)}
    <h2 class="govuk-heading-l">网上申请的证明材料</h2>
    ${inset('本次查看已记入操作日志，打开每一份文件也会记入。请只用于办理和送达本件申请。')}
    ${notice === undefined ? nothing : html`<p class="govuk-body mq-note">${notice}</p>`}
    ${table<OnlineProof>({
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
    <p class="govuk-body">${link('返回案件', officePaths.request(file.id))}</p>`
}

/** On the page of the case, for everybody who reads it: that it came online, with how much. */
export function onlineSection(id: number, proofs: number | null, mayOpen: boolean): Html {
  if (proofs === null) return nothing
  return html`<h2 class="govuk-heading-m">网上提交</h2>
    <p class="govuk-body">
      申请人在网上填写提交，附证明材料${proofs}个文件。${mayOpen ? link('查看证明材料', officePaths.requestOnline(id)) : nothing}
    </p>`
}
