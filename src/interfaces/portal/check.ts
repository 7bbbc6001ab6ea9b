import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readReportApart } from '../../domain/annual-report/reading/read-apart.ts'
import { LARGEST_REPORT } from '../../domain/annual-report/reading/read-report.ts'
import type { Problem } from '../../platform/kernel/problem.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { button, link } from '../../platform/web/components/button.ts'
import { fileUpload } from '../../platform/web/components/file-upload.ts'
import { errorSummary, form } from '../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../platform/web/components/grid.ts'
import { textarea } from '../../platform/web/components/inputs.ts'
import { emptyForm, formView, valueOf, type FormView } from '../../platform/web/forms.ts'
import { troubleOf } from '../../platform/web/errors.ts'
import { CHECKER_LIMIT } from '../../platform/web/rate-limits.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { MEGABYTE, uploadOf } from '../../platform/web/uploads.ts'
import { checkResultPage } from './check-result.ts'
import { portalFrame } from './frame.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'

const ACCEPTED = ['.html', '.htm', '.txt', '.docx', '.xlsx', '.pdf', '.json']

/** 年报检查. Nothing that is sent is stored or logged: it is read, checked, shown, and gone. */
export function checkRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.CHECK, async (request, reply) => {
    keepPage(reply, [])
    return sendPage(reply, checkPage(await portalFrame(services, request), emptyForm))
  })

  app.post(
    paths.CHECK,
    {
      config: {
        uploads: { maxBytes: LARGEST_REPORT, maxFiles: 1 },
        rateLimit: CHECKER_LIMIT,
      },
      errorHandler: (error, request, reply) => showProblems(services, request, reply, error),
    },
    async (request, reply) => {
      const upload = uploadOf(request, 'file')
      const pasted = valueOf(formView(request.body), 'text')
      if (upload === undefined && pasted.trim() === '')
        throw new Refusal('invalid', '没有可检查的内容', [
          { at: 'file', message: '请选择一个年报文件，或者把年报内容粘贴在下面' },
        ])
      const report = upload
        ? await readReportApart(upload.content, upload.filename)
        : await readPasted(pasted)
      const frame = await portalFrame(services, request)
      return sendPage(reply, checkResultPage(frame, { report, filename: upload?.filename }))
    },
  )
}

/** What is wrong with a pasted text stands beside the text, not beside the empty file field. */
async function readPasted(text: string) {
  if (text.length >= MEGABYTE)
    throw new Refusal('invalid', '内容太长', [
      { at: 'text', message: '粘贴的内容太长，请改为上传文件' },
    ])
  try {
    return await readReportApart(text, '')
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal(error.code, error.message, [{ at: 'text', message: error.message }])
    throw error
  }
}

/** The form again with what was pasted, whether the reader, the size or the rate was at fault. */
async function showProblems(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  error: Error,
): Promise<FastifyReply> {
  const { status, message, problems } = troubleOf(error, request.id)
  if (status >= 500) {
    request.log.error({ err: error, reference: request.id }, 'failed')
  }
  const shown: readonly Problem[] = problems.length > 0 ? problems : [{ at: 'file', message }]
  const frame = await portalFrame(services, request)
  return sendPage(reply, checkPage(frame, formView(request.body, shown)), status)
}

export function checkPage(frame: PortalFrame, view: FormView): Html {
  return portalPage(frame, {
    title: view.problems.length > 0 ? '有内容需要改正：年报检查' : '年报检查',
    current: 'report-check',
    breadcrumbs: [{ text: '政府信息公开年报', href: paths.REPORTS }, { text: '年报检查' }],
    meta: { kind: 'site' },
    body: twoThirds(
      html`${errorSummary(view)} ${pageHeading('年报检查')}
        <p class="govuk-body">
          上传或者粘贴任何单位已发布的政府信息公开工作年度报告，逐格核对表格的勾稽关系、格式和文字中的数字，标出对不上的地方。
        </p>
        ${checkForm(view)}`,
      html`<h2 class="govuk-heading-s">核对什么</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>第一项加第二项是否等于第三项加第四项，分项合计是否等于总计；</li>
          <li>各表的行、列是否与规定格式一致，有没有空白或者写法不对的格子；</li>
          <li>正文中的数字与表格是否一致。</li>
        </ul>
        <h2 class="govuk-heading-s">不留存内容</h2>
        <p class="govuk-body">
          提交的文件和文字只用于本次检查，检查完即丢弃，不保存、不公开、不记入日志。
        </p>
        <p class="govuk-body">
          读不出来的格子会单独列出，不会替您猜测。本平台已公布的年报见${link('政府信息公开年报', paths.REPORTS)}。
        </p>`,
    ),
  })
}

function checkForm(view: FormView): Html {
  return form({
    action: paths.CHECK,
    files: true,
    label: '提交年报',
    body: html`${fileUpload({
      name: 'file',
      label: '年报文件',
      labelStyle: 'bold',
      hint: `网页（.html）、文本（.txt）、Word（.docx）、Excel（.xlsx）、PDF 或者 .json，不超过${LARGEST_REPORT / MEGABYTE} MB`,
      accept: ACCEPTED,
      form: view,
    })}
    ${textarea({
      name: 'text',
      label: '或者粘贴年报内容',
      labelStyle: 'bold',
      hint: '从网页上选中全文复制，或者粘贴网页源代码；同时选了文件时以文件为准',
      rows: 12,
      form: view,
    })}
    ${button('检查')}`,
  })
}
