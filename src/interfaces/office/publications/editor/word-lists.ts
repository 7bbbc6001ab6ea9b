/** 词表: the words and codes that the hints of this office look for; typed, imported and exported as lines. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, mayAtHome } from '../../../../domain/accounts/permissions.ts'
import {
  getWordLists,
  linesOf,
  LIST_KEYS,
  LIST_NAMES,
  parseWordLines,
  saveWordList,
  type ListName,
} from '../../../../domain/publications/hints/word-lists.ts'
import { decodeText } from '../../../../domain/publications/reading/text.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import { button, buttonGroup, link } from '../../../../platform/web/components/button.ts'
import { fileUpload } from '../../../../platform/web/components/file-upload.ts'
import { errorSummary, form } from '../../../../platform/web/components/form.ts'
import { pageHeading } from '../../../../platform/web/components/grid.ts'
import { textarea } from '../../../../platform/web/components/inputs.ts'
import { formView, valueOf, type FormView } from '../../../../platform/web/forms.ts'
import { html, type Html } from '../../../../platform/web/html.ts'
import { seeOther, sendPage } from '../../../../platform/web/reply.ts'
import { MEGABYTE, uploadOf } from '../../../../platform/web/uploads.ts'
import { doneMessage, withDone } from '../../done.ts'
import { officeFrame } from '../../frame.ts'
import { officePage } from '../../layout.ts'
import { officePaths } from '../../paths.ts'
import type { OfficeServices } from '../../services.ts'
import { officerOf } from '../../session.ts'

const HINTS: Readonly<Record<ListName, string>> = {
  wrong: '每行一个：错误的写法、空两格或者制表符、正确的写法。系统自带的词不用再写。',
  sensitive: '每行一个：词、空两格或者制表符、说明（可以不写）。',
  codes: '每行一个：机关代字、空两格或者制表符、属于哪个机关。如 威高管办发  高新区管委办公室',
}

interface ByList {
  Params: { list: string }
}

export function wordListRoutes(app: FastifyInstance, services: OfficeServices): void {
  app.get(officePaths.wordLists, async (request, reply) => {
    const lists = await getWordLists(services.db, officerOf(request))
    const typed = Object.fromEntries(LIST_KEYS.map((name) => [name, linesOf(name, lists)]))
    return show(services, request, reply, formView(typed))
  })

  app.get<ByList>('/office/publications/word-lists/:list', async (request, reply) => {
    const name = listNamed(request.params.list.replace(/\.txt$/, ''))
    const lines = linesOf(name, await getWordLists(services.db, officerOf(request)))
    const file = encodeURIComponent(`${LIST_NAMES[name]}.txt`)
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${file}`)
      .type('text/plain; charset=utf-8')
      .send(lines)
  })

  app.post<ByList>(
    '/office/publications/word-lists/:list',
    { config: { uploads: { maxBytes: MEGABYTE, maxFiles: 1 } } },
    async (request, reply) => {
      const officer = officerOf(request)
      assertMay(officer, 'publications.draft', officer.agencyId)
      const name = listNamed(request.params.list)
      const sent = uploadOf(request, `${name}File`)
      const typed = sent ? decodeText(sent.content) : valueOf(formView(request.body), name)
      const parsed = parseWordLines(name, typed)
      if (!parsed.ok) {
        const lists = await getWordLists(services.db, officer)
        const others = Object.fromEntries(LIST_KEYS.map((one) => [one, linesOf(one, lists)]))
        const view = formView({ ...others, [name]: typed }, parsed.problems)
        return show(services, request, reply, view, 422)
      }
      await saveWordList(services.db, officer, name, parsed.value, services.clock())
      return seeOther(reply, withDone(officePaths.wordLists, 'saved'))
    },
  )
}

function listNamed(text: string): ListName {
  const name = LIST_KEYS.find((one) => one === text)
  if (name === undefined) throw new Refusal('not-found', '没有这个词表。')
  return name
}

async function show(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  view: FormView,
  status = 200,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const mayEdit = mayAtHome(officerOf(request), 'publications.draft')
  const flash = doneMessage(request.query)
  const body = html`${errorSummary(view)} ${pageHeading('提示词表和机关代字')}
    <p class="govuk-body">
      起草和修改文件时，按这里的词表和机关代字给出提示。${link('返回文件发布', officePaths.publications)}
    </p>
    ${LIST_KEYS.map((name) => listForm(name, view, mayEdit, frame.csrf))}`
  const page = officePage(frame, {
    title: '提示词表和机关代字',
    current: 'publications',
    body,
    ...(flash ? { flash } : {}),
  })
  return sendPage(reply, page, status)
}

function listForm(name: ListName, view: FormView, mayEdit: boolean, csrf: string): Html {
  const download = link('导出', `${officePaths.wordList(name)}.txt`, LIST_NAMES[name])
  return html`<section class="mq-panel" aria-labelledby="list-${name}">
    <h2 class="govuk-heading-m" id="list-${name}">${LIST_NAMES[name]}</h2>
    ${
      mayEdit
        ? form({
            action: officePaths.wordList(name),
            csrf,
            files: true,
            label: LIST_NAMES[name],
            body: html`${textarea({ name, label: `${LIST_NAMES[name]}列表`, hint: HINTS[name], form: view, rows: 8 })}
            ${fileUpload({ name: `${name}File`, label: `或者从文本文件导入${LIST_NAMES[name]}，替换上面的列表`, accept: ['.txt', '.csv'], optional: true })}
            ${buttonGroup([button('保存', { about: LIST_NAMES[name] }), download])}`,
          })
        : html`<pre class="mq-listing" tabindex="0" aria-label="${LIST_NAMES[name]}">
${valueOf(view, name) || '（空）'}</pre>
            ${download}`
    }
  </section>`
}
