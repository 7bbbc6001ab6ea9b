import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { formatLetterNumber } from '../../../domain/requests/case-state.ts'
import type { OpenLetter } from '../../../domain/requests/letters/read-letter.ts'
import { AGREED_BY_HEAD, stepOfPlan } from '../../../domain/requests/letters/plan-letter.ts'
import { letterName } from '../../../domain/requests/letters/on-file.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { caseHead } from '../requests/case-page.ts'
import { STEP_NAMES } from '../requests/words.ts'
import { letterPreview } from './preview.ts'
import { LETTER_STATE_TAGS } from './words.ts'

export interface LetterPage {
  readonly file: CaseFile
  readonly open: OpenLetter
  readonly mayDraw: boolean
  /** when the applicant first fetched it */
  readonly fetchedAt: Temporal.Instant | undefined
  readonly csrf: string
}

export function letterPage({ file, open, mayDraw, fetchedAt, csrf }: LetterPage): Html {
  const { row, problems, document } = open
  const { word, tone } = LETTER_STATE_TAGS[row.state]
  return html`${caseHead(file)}
    <h2 class="govuk-heading-l">${letterName(row)} ${tag(word, tone)}</h2>
    ${
      problems.length > 0 &&
      importantBanner(
        html`还缺少法定要素，不能定稿：
          <ul class="govuk-list govuk-list--bullet">
            ${problems.map(({ message }) => html`<li>${message}</li>`)}
          </ul>`,
      )
    }
    ${facts(open, fetchedAt)} ${row.state === 'draft' && mayDraw && acts(file.id, open, csrf)}
    ${
      row.state !== 'discarded' &&
      html`<p class="govuk-body">
        下载：${link('Word', officePaths.letterFile(file.id, row.id, 'docx'))}　${link(
          'PDF',
          officePaths.letterFile(file.id, row.id, 'pdf'),
        )}
      </p>`
    }
    ${letterPreview(document.blocks)}
    <p class="govuk-body">${link('返回文书', officePaths.letters(file.id))}</p>`
}

function facts({ row, content }: OpenLetter, fetchedAt: Temporal.Instant | undefined): Html {
  return summaryList(
    [
      { key: '文号', value: row.number ? formatLetterNumber(row.number) : undefined },
      { key: '成文日期', value: row.datedOn?.toString() },
      { key: '模板', value: templateWords(content.template.version) },
      { key: '稿次', value: `第${row.version}稿` },
      { key: '定稿时间', value: row.finalisedAt ? formatMinute(row.finalisedAt) : undefined },
      { key: '申请人首次下载', value: fetchedAt && formatMinute(fetchedAt) },
    ],
    { compact: true },
  )
}

/** `own-3` → 本机关第3版; `built-in-2019-05-15` → 系统自带（2019-05-15起） */
export function templateWords(version: string): string {
  const own = /^own-(\d+)$/.exec(version)
  return own ? `本机关第${own[1]}版` : `系统自带（${version.replace('built-in-', '')}起）`
}

/** Made final by the act that it tells of: nobody makes it final alone. */
function agreedBy({ about }: OpenLetter['row']): Html | undefined {
  const step = stepOfPlan(about)
  if (!step || !AGREED_BY_HEAD.includes(step)) return undefined
  return html`<p class="govuk-body">
    须经机构负责人同意：由负责人在案件页办理“${STEP_NAMES[step]}”，同意时一并定稿编号。
  </p>`
}

function acts(requestId: number, { row, content, problems }: OpenLetter, csrf: string): Html {
  const final = content.head?.number === null ? '定稿并编号' : '定稿'
  const post = (act: 'finalise' | 'discard', text: string, style?: 'secondary') =>
    form({
      action: officePaths.letterAct(requestId, row.id, act),
      csrf,
      className: 'mq-inline',
      body: button(text, style ? { style } : {}),
    })
  const agreed = agreedBy(row)
  return html`${agreed}
    <p class="govuk-body">定稿后不能再改；需要改的，先编辑，或者作废后重新生成。</p>
    ${buttonGroup([
      ...(problems.length === 0 && !agreed ? [post('finalise', final)] : []),
      linkButton('编辑', officePaths.letterAct(requestId, row.id, 'edit'), { style: 'secondary' }),
      post('discard', '作废', 'secondary'),
    ])}`
}
