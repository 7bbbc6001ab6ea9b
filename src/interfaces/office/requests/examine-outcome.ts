import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { settingsOf } from '../../../domain/requests/case-state.ts'
import { requestRowName } from '../../../law/annual-report/cell-paths.ts'
import { EVIDENCE_LABELS, type DispositionCode } from '../../../law/dispositions.ts'
import { followsFrom, type Examination, type GivenAnswer } from '../../../law/examination-path.ts'
import type { ExaminationAct } from '../../../law/examination.ts'
import { STEP_HELP } from '../../../law/help.ts'
import { LETTERS, type LetterId } from '../../../law/letters.ts'
import type { RemedyRoute } from '../../../law/remedies.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { REPORT_FORMAT_NAMES } from '../words.ts'
import { STEP_NAMES } from './words.ts'

interface Props {
  readonly file: CaseFile
  readonly examination: Examination
  readonly outcome: NonNullable<Examination['outcome']>
  readonly csrf: string
  readonly today: Temporal.PlainDate
}

/** Where the answers led: a disposition with all that follows from it, an act that comes first, or patience. */
export function outcomeSection(props: Props): Html {
  const { outcome, file } = props
  if ('conclude' in outcome) return conclusion(props, outcome.conclude)
  if ('act' in outcome) return act(props, outcome.act, outcome.letter)
  return html`${inset(outcome.wait)}
    <p class="govuk-body">${link('返回案件', officePaths.request(file.id))}</p>`
}

/** The answers as an address and a form carry them. */
export function pathOf(trail: readonly GivenAnswer[]): string {
  return trail.map(({ answer }) => answer.id).join('.')
}

const ROUTE_NAMES = {
  R1: '先申请行政复议，对复议决定不服再起诉（复议前置）',
  R2: '可以申请行政复议，也可以直接起诉',
  R3: '不履行答复职责的，先申请行政复议',
} as const satisfies Record<RemedyRoute, string>

function conclusion({ file, examination, csrf, today }: Props, code: DispositionCode): Html {
  const { state } = file
  const { disposition, letter, rows, route } = followsFrom(code, today, settingsOf(state))
  const letters = [letter?.title, ...examination.alsoLetters.map(titleOf)].filter((one) => one)
  const due = state.clock.replyDueOn
  const title = (format: '2019' | '2021') =>
    `${REPORT_FORMAT_NAMES[format]}：${requestRowName(rows[format])}`
  return html`<section class="mq-panel" aria-labelledby="conclusion-heading">
      <h3 class="govuk-heading-m" id="conclusion-heading">结论：${disposition.label}</h3>
      ${summaryList(
        [
          { key: '依据', value: disposition.article },
          { key: '文书', value: letters.join('；') },
          {
            key: '期限',
            value: due
              ? `须在${due.toString()}以前送达或者交邮。`
              : '没有正在计算的答复期限，应当及时告知申请人。',
          },
          {
            key: '需要的依据材料',
            value:
              disposition.evidence.map((kind) => EVIDENCE_LABELS[kind]).join('；') ||
              '没有特别要求',
          },
          {
            key: '告知的救济途径',
            value: route ? ROUTE_NAMES[route] : '依不予公开部分的依据确定',
          },
          { key: '年报', value: html`${title('2019')}<br />${title('2021')}` },
        ],
        { compact: true },
      )}
    </section>
    ${form({
      action: officePaths.requestAct(file.id, 'examine'),
      csrf,
      body: html`<input type="hidden" name="seenSeq" value="${state.lastSeq}" />
        <input type="hidden" name="answers" value="${pathOf(examination.trail)}" />
        ${buttonGroup([button('记录审查结论，拟答复'), link('返回案件', officePaths.request(file.id))])}`,
    })}`
}

const titleOf = (id: LetterId) => LETTERS[id].title

function act({ file }: Props, step: ExaminationAct, letter: LetterId | null): Html {
  const { what, clock, article } = STEP_HELP[step]
  const isOpen = file.steps.includes(step)
  return html`<section class="mq-panel" aria-labelledby="conclusion-heading">
      <h3 class="govuk-heading-m" id="conclusion-heading">先办：${STEP_NAMES[step]}</h3>
      ${summaryList(
        [
          { key: '怎么办', value: what },
          { key: '期限', value: clock },
          { key: '依据', value: article },
          { key: '文书', value: letter ? titleOf(letter) : undefined },
        ],
        { compact: true },
      )}
      ${!isOpen && html`<p class="govuk-body">这一步现在没有轮到您办理，请转告有权限的同事。</p>`}
    </section>
    ${buttonGroup([
      ...(isOpen ? [linkButton(STEP_NAMES[step], officePaths.requestAct(file.id, step))] : []),
      link('返回案件', officePaths.request(file.id)),
    ])}`
}
