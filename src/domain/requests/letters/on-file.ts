/** What lies in the file of a case, for its inventory: what came in, and every letter that went out. */
import { DISPOSITIONS } from '../../../law/dispositions.ts'
import { LETTERS } from '../../../law/letters.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import type { CaseEvent } from '../case.ts'
import { formatLetterNumber } from '../case-state.ts'
import type { LetterSource } from './facts/source.ts'
import type { LetterRow } from './letters-store.ts'
import { isTemplateId, letterOf } from './templates/built-in.ts'

interface Paper {
  readonly name: string
  readonly number: string
  readonly on: Temporal.PlainDate
}

/** Oldest first; what happened on one day stands in the order of the case, a letter after the act it tells of. */
export function listPapers(
  events: readonly CaseEvent[],
  letters: readonly LetterRow[],
): LetterSource['onFile'] {
  const toldBy = Map.groupBy(letters, ({ about }) => about)
  const superseded = supersededDrafts(events)
  const papers = [
    ...events
      .filter((event) => !superseded.has(event))
      .flatMap((event) => [
        ...paperOf(event),
        ...(toldBy.get(`e${event.seq}`) ?? []).flatMap(letterPaper),
      ]),
    ...(toldBy.get('') ?? []).flatMap(letterPaper),
  ]
  return papers
    .sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
    .map(({ name, number, on }) => [name, number, formatChineseDate(on)])
}

/** Of the versions of a reply only the one that went out, or the last, brings papers to the file. */
function supersededDrafts(events: readonly CaseEvent[]): ReadonlySet<CaseEvent> {
  const drafts = events.filter(({ type }) => type === 'reply-drafted' || type === 'issued')
  return new Set(
    drafts.filter(
      ({ type }, at) => type === 'reply-drafted' && drafts[at + 1]?.type === 'reply-drafted',
    ),
  )
}

function paperOf(event: CaseEvent): Paper[] {
  const paper = (name: string, number = ''): Paper[] => [{ name, number, on: event.happenedOn }]
  switch (event.type) {
    case 'registered':
      return paper('政府信息公开申请及身份证明')
    case 'corrected':
      return paper('补正后的申请')
    case 'reasons-given':
      return paper('申请人说明的理由')
    case 'consultation-served':
      return paper('征求意见书送达凭证')
    case 'consultation-answered':
      return paper('被征求意见方的书面意见')
    case 'fee-paid':
      return paper('缴费票据', event.payload.receiptNumber)
    case 'reply-drafted':
      return [
        ...event.payload.draft.evidence.flatMap(({ kind }) =>
          paper(kind === 'search-record' ? '检索记录' : '结论依据材料'),
        ),
        ...event.payload.draft.attachments.flatMap(({ name }) => paper(`答复附件：${name}`)),
      ]
    case 'signed-off':
      return event.payload.decision === 'approved' ? paper('审核签发记录') : []
    case 'delivered':
      return paper('送达凭证', event.payload.trackingNumber ?? '')
    case 'rectification-decided':
      return paper('更正的处理决定')
    case 'ended':
      return paper('撤回或者终结的材料')
    default:
      return []
  }
}

function letterPaper(row: LetterRow): Paper[] {
  if (row.state !== 'final' || row.datedOn === null) return []
  const number = row.number ? formatLetterNumber(row.number) : ''
  return [{ name: letterName(row), number, on: row.datedOn }]
}

/** `政府信息公开申请答复书（予以公开…）` for answers, the title of the law's list for the others. */
export function letterName({ letter, template }: Pick<LetterRow, 'letter' | 'template'>): string {
  const code = isTemplateId(template) ? template.slice(letterOf(template).length + 1) : ''
  if (!Object.hasOwn(DISPOSITIONS, code)) return LETTERS[letter].title
  return `${LETTERS[letter].title}（${DISPOSITIONS[code as keyof typeof DISPOSITIONS].label}）`
}
