/** One page with every component on it, in the portal's look and in the office's. */
import { html, type Html } from '../../src/platform/web/html.ts'
import { formView } from '../../src/platform/web/forms.ts'
import { button, buttonGroup, link, linkButton } from '../../src/platform/web/components/button.ts'
import { identityBar, timeline } from '../../src/platform/web/components/case-view.ts'
import { checkbox, checkboxes, radios, select } from '../../src/platform/web/components/choices.ts'
import { clockStrip, type ClockDay } from '../../src/platform/web/components/clock-strip.ts'
import { fileUpload } from '../../src/platform/web/components/file-upload.ts'
import { errorSummary, form } from '../../src/platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../src/platform/web/components/grid.ts'
import {
  dateInput,
  passwordInput,
  textarea,
  textInput,
} from '../../src/platform/web/components/inputs.ts'
import { subNavigation } from '../../src/platform/web/components/navigation.ts'
import {
  details,
  importantBanner,
  inset,
  successBanner,
  warning,
} from '../../src/platform/web/components/notices.ts'
import { pagination, stepPagination } from '../../src/platform/web/components/pagination.ts'
import { summaryList } from '../../src/platform/web/components/summary-list.ts'
import { scrollRegion, table } from '../../src/platform/web/components/table.ts'
import { tag } from '../../src/platform/web/components/tag.ts'

const CASES = [
  {
    number: '〔2020〕4号',
    who: '张某',
    what: '某地块征收批复及补偿方案',
    due: '2020-07-20',
    state: tag('法律顾问审核', 'active'),
    left: tag('剩2日', 'urgent'),
  },
  {
    number: '〔2020〕5号',
    who: '某商贸公司',
    what: '2019年度政府采购合同',
    due: '2020-08-12',
    state: tag('征求第三方意见', 'waiting'),
    left: undefined,
  },
  {
    number: '〔2020〕6号',
    who: '李某',
    what: '道路改造工程环评文件',
    due: '2020-06-30',
    state: tag('已答复', 'good'),
    left: undefined,
  },
  {
    number: '〔2020〕7号',
    who: '王某',
    what: '信访件办理情况',
    due: '2020-06-12',
    state: tag('草稿'),
    left: tag('逾期3日', 'late'),
  },
]

const failed = formView(
  {
    title: '半句话',
    receivedOn: '2020-2-30',
    channel: 'email',
    topics: ['land'],
    content: '第一行\n第二行',
  },
  [
    { at: 'title', message: '标题至少写5个字' },
    { at: 'receivedOn', message: '收到日期不对：日期应写作2020-08-17这样的格式' },
    { at: 'channel', message: '请选择收到方式' },
  ],
)

export function ledgerSpecimen(): Html {
  return table({
    caption: '依申请公开台账',
    sticky: true,
    columns: [
      { heading: '登记号', cell: (row) => link(row.number, '#'), rowHeader: true, nowrap: true },
      { heading: '申请人', cell: (row) => row.who },
      { heading: '申请内容', cell: (row) => row.what },
      {
        heading: '答复期限',
        cell: (row) => html`${row.due} ${row.left}`,
        sort: { href: '?sort=due', direction: 'ascending' },
        nowrap: true,
      },
      { heading: '状态', cell: (row) => row.state, sort: { href: '?sort=state' } },
      { heading: '页数', cell: () => 12, numeric: true },
    ],
    rows: CASES,
  })
}

export function caseSpecimen(): Html {
  return html`${identityBar({
      number: '〔2020〕第4号',
      title: '某地块征收批复及补偿方案',
      state: tag('法律顾问审核', 'active'),
      facts: ['张某（公民）', '2020-06-19收到', html`期限2020-07-20`],
      actions: [linkButton('作出答复', '#'), linkButton('延长期限', '#', { style: 'secondary' })],
    })}
    ${subNavigation({
      label: '本件',
      items: [
        { text: '经过', href: '#', current: true },
        { text: '期限', href: '#clock' },
        { text: '文书', href: '#letters', count: 2 },
      ],
    })}
    <h2 class="govuk-heading-s">期限如何算出</h2>
    ${clockStrip({ label: '答复期限逐日计算', days: clockDays() })}
    ${timeline([
      {
        title: '收到申请（邮政签收）',
        by: '王某',
        at: '2020-06-19 09:30',
        body: html`<p>期限自次一工作日起算。</p>`,
      },
      { title: '征求第三方意见', at: '2020-06-24', body: html`<p>15个工作日内答复。</p>` },
    ])}`
}

export function wordsSpecimen(): Html {
  return html`${successBanner('已登记，登记号〔2020〕第4号。')}
    ${importantBanner('缺少2027年节假日安排，期限是暂定的。')}
    ${warning('发布后发布日期不能更改。')} ${inset('自收到申请之日起20个工作日内答复。')}
    ${details('没找到需要的信息？', html`<p>可以申请公开相关信息。</p>`)}
    ${summaryList([
      { key: '索引号', value: '11371000004359440C/2020-01027' },
      { key: '公开方式', value: '主动公开' },
      { key: '发布日期', value: '2020-08-17 13:56', action: { text: '更正', href: '#' } },
    ])}
    <p class="govuk-body">
      ${tag('现行有效', 'good')} ${tag('办理中', 'active')} ${tag('等待', 'waiting')}
      ${tag('剩2日', 'urgent')} ${tag('逾期', 'late')} ${tag('草稿')}
    </p>`
}

export function formSpecimen(): Html {
  return html`${errorSummary(failed)}
  ${form({
    action: '#',
    csrf: 'token',
    files: true,
    body: html`${textInput({ name: 'title', label: '标题', form: failed, hint: '不超过200个字' })}
    ${textInput({ name: 'pages', label: '页数', inputmode: 'numeric', width: '5', suffix: '页', optional: true })}
    ${dateInput({ name: 'receivedOn', label: '收到日期', form: failed })}
    ${dateInput({ name: 'signedOn', label: '签收日期', optional: true })}
    ${select({ name: 'year', label: '年度', blank: '请选择', options: [{ value: '2020', text: '2020年' }] })}
    ${radios({
      name: 'channel',
      label: '收到方式',
      form: failed,
      labelStyle: 'bold',
      options: [
        { value: 'post', text: '邮寄', hint: '以签收日为收到日' },
        { value: 'email', text: '电子邮件' },
      ],
    })}
    ${checkboxes({
      name: 'topics',
      label: '主题',
      form: failed,
      options: [
        { value: 'land', text: '土地征收' },
        { value: 'housing', text: '保障住房' },
      ],
    })}
    ${textarea({ name: 'content', label: '申请内容', form: failed, max: 2000 })}
    ${fileUpload({ name: 'file', label: '附件', hint: '不超过20 MB', accept: ['.docx', '.pdf'] })}
    ${passwordInput({ name: 'password', label: '密码', autocomplete: 'current-password' })}
    ${checkbox({ name: 'confirmed', label: '我已核对' })}
    ${buttonGroup([
      button('登记'),
      button('存为草稿', { style: 'secondary', name: 'step', value: 'draft' }),
      button('删除', { style: 'warning', about: '第4号' }),
      link('返回台账', '#'),
    ])}`,
  })}`
}

export function tablesSpecimen(): Html {
  return html`${ledgerSpecimen()}
  ${stepPagination({ label: '台账翻页', previous: '#a', next: '#b' })}
  ${pagination({ label: '文件列表翻页', page: 4, pages: 12, href: (page) => `?page=${page}` })}
  ${scrollRegion(
    '收到和处理政府信息公开申请情况',
    html`<table class="govuk-table mq-ruled">
      <caption class="govuk-table__caption">
        收到和处理政府信息公开申请情况
      </caption>
      <thead>
        <tr>
          <th scope="col" colspan="2" rowspan="2">项目</th>
          <th scope="colgroup" colspan="3">申请人情况</th>
        </tr>
        <tr>
          <th scope="col">自然人</th>
          <th scope="col">商业企业</th>
          <th scope="col">总计</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row" colspan="2">本年新收</th>
          <td>5</td>
          <td class="mq-wrong">2</td>
          <td>7</td>
        </tr>
      </tbody>
    </table>`,
  )}`
}

export function portalSpecimen(): Html {
  return html`${pageHeading('关于印发政务公开重点工作及责任分工方案的通知', '威高管办发〔2020〕13号')}
  ${twoThirds(
    html`${wordsSpecimen()} ${formSpecimen()} ${tablesSpecimen()}`,
    html`<h2 class="govuk-heading-s">政策解读</h2>
      <ul class="govuk-list">
        <li>${link('一图读懂：2020年政务公开重点工作', '#')}</li>
      </ul>
      ${linkButton('申请公开相关信息', '#')}`,
  )}`
}

function clockDays(): readonly ClockDay[] {
  const holidays = new Map([
    ['2020-06-25', '端午节'],
    ['2020-06-26', '端午节'],
  ])
  const days: ClockDay[] = []
  let count = 0
  for (let on = Temporal.PlainDate.from('2020-06-19'); count < 20; on = on.add({ days: 1 })) {
    const holiday = holidays.get(on.toString())
    const makeUp = on.toString() === '2020-06-28'
    if (days.length === 0) days.push({ on, kind: 'start', note: '收到' })
    else if (holiday !== undefined) days.push({ on, kind: 'skipped', note: holiday })
    else if (on.dayOfWeek > 5 && !makeUp) days.push({ on, kind: 'skipped', note: '休息日' })
    else if (on.toString() === '2020-07-01') days.push({ on, kind: 'excluded', note: '征求意见' })
    else days.push({ on, kind: (count += 1) === 20 ? 'due' : 'counted', count, today: count === 9 })
  }
  return days
}
