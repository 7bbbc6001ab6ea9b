import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { formatLetterNumber } from '../../../domain/requests/case-state.ts'
import type { LetterRow } from '../../../domain/requests/letters/letters-store.ts'
import type { LetterOffer } from '../../../domain/requests/letters/offers.ts'
import { stepOfPlan } from '../../../domain/requests/letters/plan-letter.ts'
import { letterName } from '../../../domain/requests/letters/on-file.ts'
import { LETTERS } from '../../../law/letters.ts'
import { link } from '../../../platform/web/components/button.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { caseHead } from '../requests/case-page.ts'
import { LETTER_STATE_TAGS, READER_NAMES } from './words.ts'

export interface ListPage {
  readonly file: CaseFile
  readonly letters: readonly LetterRow[]
  readonly offers: readonly LetterOffer[]
  readonly mayDraw: boolean
}

export function listPage({ file, letters, offers, mayDraw }: ListPage): Html {
  return html`${caseHead(file)}
    <h2 class="govuk-heading-l">文书</h2>
    ${inset('文书中有当事人的姓名、住址。每次打开、下载都记入操作日志。')}
    ${lettersTable(file.id, letters)} ${mayDraw && offersTable(file.id, offers, letters)}
    <p class="govuk-body">${link('返回案件', officePaths.request(file.id))}</p>`
}

function lettersTable(requestId: number, letters: readonly LetterRow[]): Html {
  return table<LetterRow>({
    caption: '已有的文书',
    columns: [
      {
        heading: '文书',
        rowHeader: true,
        cell: (row) => link(letterName(row), officePaths.letter(requestId, row.id)),
      },
      { heading: '文号', nowrap: true, cell: ({ number }) => number && formatLetterNumber(number) },
      { heading: '成文日期', nowrap: true, cell: ({ datedOn }) => datedOn?.toString() ?? '' },
      {
        heading: '状态',
        cell: ({ state }) => tag(LETTER_STATE_TAGS[state].word, LETTER_STATE_TAGS[state].tone),
      },
      {
        heading: '下载',
        nowrap: true,
        cell: (row) =>
          row.state === 'discarded'
            ? ''
            : html`${link('Word', officePaths.letterFile(requestId, row.id, 'docx'), letterName(row))}
              ${link('PDF', officePaths.letterFile(requestId, row.id, 'pdf'), letterName(row))}`,
      },
    ],
    rows: letters,
    empty: '还没有文书。答复书在“编号发出”时自动生成，内容就是签发的那一份。',
  })
}

function offersTable(
  requestId: number,
  offers: readonly LetterOffer[],
  letters: readonly LetterRow[],
): Html {
  const drawn = ({ letter, about }: LetterOffer) =>
    letters.filter(
      (one) =>
        one.letter === letter &&
        (one.about === about || stepOfPlan(one.about) !== undefined) &&
        one.state !== 'discarded',
    )
  return table<LetterOffer>({
    caption: '可以生成的文书',
    columns: [
      {
        heading: '文书',
        rowHeader: true,
        cell: ({ letter, whom }) => `${LETTERS[letter].title}${whom ? `（${whom}）` : ''}`,
      },
      { heading: '依据', cell: ({ letter }) => LETTERS[letter].ground },
      { heading: '类别', cell: ({ letter }) => READER_NAMES[LETTERS[letter].to] },
      {
        heading: '事由日期',
        nowrap: true,
        cell: ({ on, about }) => on?.toString() ?? (stepOfPlan(about) ? '办理前先拟' : ''),
      },
      {
        heading: '办理',
        nowrap: true,
        cell: (offer) =>
          html`${link('生成', officePaths.newLetterOf(requestId, offer.letter, offer.about), LETTERS[offer.letter].title)}${
            drawn(offer).length > 0 &&
            html`<span class="govuk-hint">（已有${drawn(offer).length}份）</span>`
          }`,
      },
    ],
    rows: offers,
  })
}
