import { FORM_WORDS, ROUTE_WORDS } from '../../../domain/requests/letters/facts/case-facts.ts'
import type { CaseFile } from '../../../domain/requests/case-file.ts'
import {
  formatLetterNumber,
  formatRegisterNumber,
  isConcluded,
  type CaseState,
} from '../../../domain/requests/case-state.ts'
import { NEXT_STEP, type Step } from '../../../domain/requests/lifecycle.ts'
import { APPLICANT_CLASS_RULES } from '../../../law/applicants.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { link, linkButton } from '../../../platform/web/components/button.ts'
import { identityBar, timeline } from '../../../platform/web/components/case-view.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { attachmentLink, letterLinks } from '../letters/letter-links.ts'
import { officePaths } from '../paths.ts'
import { REMEDY_KIND_NAMES, REMEDY_RESULT_NAMES } from '../words.ts'
import { ACT_FORMS } from './act-forms.ts'
import { clockSection } from './clock-section.ts'
import { consultationList } from './consultation-list.ts'
import { replySection } from './reply-section.ts'
import { tellEvent } from './timeline-words.ts'
import { CHANNEL_NAMES, STATUS_TAGS, STEP_NAMES } from './words.ts'

export interface CasePage {
  readonly file: CaseFile
  readonly today: Temporal.PlainDate
  readonly mayReadApplicant: boolean
  /** what is known around the case; see `case-extras.ts` */
  readonly extras: Html
}

export function casePage(props: CasePage): Html {
  const { file, today } = props
  return html`${caseHead(file)} ${steps(file)}
    ${
      file.state.status === 'awaiting-confirmation' &&
      importantBanner(
        '还没有与申请人确认收到，答复期限没有起算。请当日联系申请人；联系不上的，每次联系都记事。',
      )
    }
    ${facts(props)} ${clockSection(file, today)} ${consultations(props)} ${replySection(file.state)}
    ${remedies(file.state)} ${attachmentLink(file)} ${props.mayReadApplicant && letterLinks(file)}
    ${props.extras}
    <h2 class="govuk-heading-m">办理经过</h2>
    ${timeline(file.timeline.map(timelineItem))}`
}

/** The bar over every page of a case. */
export function caseHead({ state }: CaseFile): Html {
  const { word, tone } = STATUS_TAGS[state.status]
  return identityBar({
    number: formatRegisterNumber(state.registerYear, state.registerNumber),
    title: state.subject,
    facts: [state.applicant.shown, dueText(state)],
    state: tag(word, tone),
  })
}

function dueText(state: CaseState): string {
  const { clock, conclusion } = state
  if (conclusion && isConcluded(state)) return `${conclusion.on.toString()}办结`
  if (!clock.replyDueOn) return '没有正在计算的答复期限'
  return `答复期限${clock.replyDueOn.toString()}${clock.provisional ? '（暂定）' : ''}`
}

const FORMED = new Set<Step>(['examine', ...ACT_FORMS.map(({ step }) => step)])

/** One primary action, the lawful next one; the rest as links in the order of a case's life. */
function steps({ id, state, steps: open }: CaseFile): Html {
  const available = open.filter((step) => FORMED.has(step))
  // whoever has not examined it yet has nothing to draft from
  const isUnexamined = state.status === 'examining' && state.examination === null
  const next = isUnexamined ? 'examine' : NEXT_STEP[state.status]
  const primary =
    available.find((step) => step === 'decide-rectification' || step === 'tell-third-party') ??
    available.find((step) => step === next)
  const others = available.filter((step) => step !== primary)
  return html`<div class="mq-steps">
    ${primary && linkButton(STEP_NAMES[primary], officePaths.requestAct(id, primary))}
    ${others.map((step) => link(STEP_NAMES[step], officePaths.requestAct(id, step)))}
    ${available.length === 0 && html`<p class="govuk-hint">现在没有轮到您办理的步骤。</p>`}
  </div>`
}

function facts({ file: { id, state, handlerName }, mayReadApplicant }: CasePage): Html {
  const day = (date: Temporal.PlainDate | null) => date?.toString()
  return summaryList(
    [
      {
        key: '申请人',
        value: `${state.applicant.shown}（${APPLICANT_CLASS_RULES[state.applicant.class].label}）`,
        ...(mayReadApplicant
          ? { action: { text: '查看身份信息', href: officePaths.requestAct(id, 'applicant') } }
          : {}),
      },
      { key: '申请渠道', value: CHANNEL_NAMES[state.channel] },
      { key: '到达日期', value: day(state.arrivedOn) },
      { key: '收到之日', value: day(state.clock.receivedOn) ?? '待确认' },
      { key: '所需信息的描述', value: state.description },
      {
        key: '提供方式、途径',
        value: `${FORM_WORDS[state.wantedForm]}，${ROUTE_WORDS[state.wantedRoute]}`,
      },
      { key: '经办人', value: handlerName ?? '未指定' },
      {
        key: '答复文号',
        value: state.letter ? formatLetterNumber(state.letter.number) : undefined,
      },
      { key: '归档号', value: state.archiveNumber ?? undefined },
    ],
    { compact: true },
  )
}

function consultations({ file: { id, state }, mayReadApplicant }: CasePage): Html {
  if (state.consultations.length === 0) return html``
  return consultationList(state, mayReadApplicant ? id : undefined)
}

function remedies({ remedies: filed }: CaseState): Html {
  if (filed.length === 0) return html``
  return table<CaseState['remedies'][number]>({
    caption: '行政复议、行政诉讼',
    columns: [
      { heading: '类别', rowHeader: true, cell: ({ kind }) => REMEDY_KIND_NAMES[kind] },
      { heading: '机关、法院', cell: ({ body }) => body },
      { heading: '受理', nowrap: true, cell: ({ filedOn }) => filedOn.toString() },
      {
        heading: '结果',
        cell: ({ result }) => (result ? REMEDY_RESULT_NAMES[result] : '尚未审结'),
      },
      { heading: '结果日期', nowrap: true, cell: ({ decidedOn }) => decidedOn?.toString() ?? '' },
    ],
    rows: filed,
  })
}

function timelineItem(entry: CaseFile['timeline'][number]) {
  const { event, actorName, deputyForName, handlerName } = entry
  const { title, lines } = tellEvent(event)
  return {
    title: handlerName === null ? title : `${title}：${handlerName}`,
    by: deputyForName ? `${actorName ?? ''}（代${deputyForName}）` : (actorName ?? byNobody(event)),
    at: event.happenedOn.toString(),
    body: html`${lines.map((line) => html`<p class="govuk-body-s">${line}</p>`)}
      <p class="govuk-hint">记录于${formatMinute(event.recordedAt)}</p>`,
  }
}

/** What no officer recorded, the applicant did online. */
const byNobody = ({ actorId }: CaseFile['timeline'][number]['event']) =>
  actorId === null ? '申请人（网上）' : undefined
