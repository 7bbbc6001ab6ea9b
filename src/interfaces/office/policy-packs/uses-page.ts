import { NONE } from '../../../domain/policy-packs/finder/answers.ts'
import {
  STAFF_BANDS,
  TURNOVER_BANDS,
  YEAR_BANDS,
  type UseCount,
} from '../../../domain/policy-packs/finder/uses.ts'
import {
  APPLICANT_WORDS,
  CERTIFICATION_WORDS,
  LOCATION_WORDS,
  NEED_WORDS,
  SECTOR_WORDS,
  SIZE_WORDS,
} from '../../../domain/policy-packs/vocabulary.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput } from '../../../platform/web/components/inputs.ts'
import { table } from '../../../platform/web/components/table.ts'
import { formView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export interface UsesPageProps {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly uses: readonly UseCount[]
  /** titles of the items, by the number of their document */
  readonly titles: ReadonlyMap<string, string>
}

type Words = Readonly<Record<string, string>>

const bands = (ends: readonly number[], unit: string): Words =>
  Object.fromEntries(
    ends.map((from, at) => {
      const to = ends[at + 1]
      return [String(from), to === undefined ? `${from}${unit}以上` : `${from}至不满${to}${unit}`]
    }),
  )

const QUESTIONS: readonly {
  readonly name: string
  readonly heading: string
  readonly words: Words
}[] = [
  { name: 'need', heading: '想解决的问题', words: NEED_WORDS },
  { name: 'applicant', heading: '申报主体', words: APPLICANT_WORDS },
  { name: 'size', heading: '企业规模', words: SIZE_WORDS },
  { name: 'sector', heading: '所属行业', words: SECTOR_WORDS },
  { name: 'location', heading: '注册地', words: LOCATION_WORDS },
  { name: 'years', heading: '成立年限', words: bands(YEAR_BANDS, '年') },
  { name: 'turnover', heading: '营业收入', words: bands(TURNOVER_BANDS, '万元') },
  { name: 'staff', heading: '职工人数', words: bands(STAFF_BANDS, '人') },
  {
    name: 'certification',
    heading: '资质称号',
    words: { ...CERTIFICATION_WORDS, [NONE]: '都没有' },
  },
]

export function usesPage(props: UsesPageProps): Html {
  const { from, to, uses, titles } = props
  const of = (question: string) => uses.filter((one) => one.question === question)
  const count = (answer: string) => of('search').find((one) => one.answer === answer)?.uses ?? 0
  const view = formView({ from: from.toString(), to: to.toString() })
  return html`${pageHeading('找政策的使用情况')}
    <p class="govuk-body">
      只按天合计每个选项和每个事项出现的次数，不记录来访者，也不记录一次查找里的各项是谁一起填的。${link('返回惠企政策', officePaths.policyPacks)}
    </p>
    ${form({
      action: officePaths.policyFinderUses,
      method: 'get',
      label: '时间',
      className: 'mq-filter',
      body: html`${dateInput({ name: 'from', label: '从', hint: '含当日', form: view })}
      ${dateInput({ name: 'to', label: '到', hint: '含当日', form: view })}
      ${button('统计', { style: 'secondary' })}`,
    })}
    <p class="govuk-body" role="status">
      共查找${count('found') + count('nothing')}次，其中${count('nothing')}次没有完全符合的政策。
    </p>
    ${countTable('符合条件最多的事项', '事项', of('item'), (answer) => titles.get(answer) ?? '其他机构的事项')}
    ${QUESTIONS.map(({ name, heading, words }) =>
      countTable(heading, '选项', of(name), (answer) => words[answer] ?? answer),
    )}`
}

function countTable(
  heading: string,
  what: string,
  rows: readonly UseCount[],
  word: (answer: string) => string,
): Html {
  if (rows.length === 0) return nothing
  return table<UseCount>({
    caption: heading,
    columns: [
      { heading: what, rowHeader: true, cell: ({ answer }) => word(answer) },
      { heading: '次数', numeric: true, cell: ({ uses }) => uses },
    ],
    rows: rows.slice(0, 50),
  })
}
