import { describeSubject, type Subject } from '../../../domain/subscriptions/subject.ts'
import {
  CONFIRM_WITHIN_DAYS,
  FREQUENCIES,
  FREQUENCY_LABELS,
} from '../../../domain/subscriptions/subscription.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { attributes, html, type Html } from '../../../platform/web/html.ts'
import { OPEN_DATA } from '../feeds/paths.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import { trap } from '../trap.ts'
import type { Offered } from './choices.ts'
import { SUBSCRIBE } from './paths.ts'

export const TITLE = '订阅新公开的信息'
export const CRUMBS = [{ text: TITLE }] as const

export interface SubscribePage {
  /** Undefined: no mail goes out from here. */
  readonly mail: SubscribeMail | undefined
  readonly feeds: SubscribeFeeds
}

export interface SubscribeMail {
  readonly view: FormView
  readonly offered: Offered
  readonly here: Here | undefined
  readonly ticket: string
}

/** What the page one came from was narrowed to. */
export interface Here {
  readonly subject: Subject
  readonly agencyName: string | undefined
  /** as its address says it */
  readonly query: string
}

export interface SubscribeFeeds {
  readonly about: string
  readonly atom: string
  readonly json: string
}

export function subscribePage(frame: PortalFrame, { mail, feeds }: SubscribePage): Html {
  const isWrong = mail !== undefined && mail.view.problems.length > 0
  return portalPage(frame, {
    title: isWrong ? `有内容需要改正：${TITLE}` : TITLE,
    current: 'none',
    breadcrumbs: CRUMBS,
    meta: { kind: 'site' },
    body: twoThirds(
      html`${mail && errorSummary(mail.view)} ${pageHeading(TITLE)}
      ${mail ? mailForm(mail) : inset('本网站没有开通邮件订阅。可以用阅读器订阅，不需要留下任何信息。')}`,
      feedsBeside(feeds),
    ),
  })
}

function mailForm({ view, offered, here, ticket }: SubscribeMail): Html {
  return form({
    action: SUBSCRIBE,
    label: '用电子邮件订阅',
    body: html`<input type="hidden" name="ticket" value="${ticket}" />
      ${here && html`<input${attributes({ type: 'hidden', name: 'here', value: here.query })} />`}
      ${trap()}
      ${radios({ name: 'what', label: '想知道什么', form: view, options: whats(offered, here) })}
      ${
        here
          ? html`<p class="govuk-body">${link('改订别的内容', SUBSCRIBE)}</p>`
          : choiceFields(view, offered)
      }
      ${radios({
        name: 'frequency',
        label: '多久一封',
        form: view,
        options: FREQUENCIES.map((value) => ({
          value,
          text: FREQUENCY_LABELS[value],
          hint: FREQUENCY_HINTS[value],
        })),
      })}
      ${textInput({
        name: 'email',
        label: '电子邮箱',
        hint: '只用来寄订阅的邮件，加密保存，退订即删除',
        form: view,
        type: 'email',
        width: 'half',
        autocomplete: 'email',
      })}
      <p class="govuk-body">
        提交以后，请在${CONFIRM_WITHIN_DAYS}天内打开我们寄去的邮件确认；没有确认的不寄。
      </p>
      ${button('提交')}`,
  })
}

function choiceFields(view: FormView, { lists }: Offered): Html {
  return html`${
    lists.length > 0 &&
    select({
      name: 'list',
      label: '列表',
      hint: '选“一个栏目、分类或者机构”时选择',
      form: view,
      blank: '请选择',
      options: lists,
    })
  }
  ${textInput({
    name: 'words',
    label: '检索词',
    hint: '选“我关心的词”时填写，如养老服务；加密保存',
    form: view,
    width: 'half',
    autocomplete: 'off',
  })}`
}

const FREQUENCY_HINTS = {
  daily: '早上寄，写前一天新公开的；没有就不寄',
  weekly: '星期一早上寄，写上一周新公开的；没有就不寄',
} as const

function whats({ lists }: Offered, here: Here | undefined) {
  const all = { value: 'all', text: '全部新公开的文件' }
  if (here)
    return [
      { value: 'here', text: `刚才看的：${describeSubject(here.subject, here.agencyName)}` },
      all,
    ]
  return [
    all,
    ...(lists.length > 0 ? [{ value: 'list', text: '一个栏目、分类或者机构' }] : []),
    { value: 'search', text: '我关心的词' },
  ]
}

function feedsBeside({ about, atom, json }: SubscribeFeeds): Html {
  return html`<h2 class="govuk-heading-s">用阅读器订阅</h2>
    <p class="govuk-body">把下面的地址加到阅读器里，不需要留邮箱。内容：${about}。</p>
    <ul class="govuk-list mq-links">
      <li>${link('Atom', atom)}</li>
      <li>${link('JSON Feed', json)}</li>
    </ul>
    <p class="govuk-body">
      每个列表和检索结果下面都有各自的订阅地址。其他系统成批收取的，见${link('数据开放与订阅', OPEN_DATA)}。
    </p>`
}

/** The same whether the address is known, new, or was asked for too often. */
export function askedToSubscribePage(frame: PortalFrame, email: string): Html {
  return portalPage(frame, {
    title: '请到邮箱确认',
    current: 'none',
    breadcrumbs: CRUMBS,
    meta: { kind: 'site' },
    body: twoThirds(
      html`${pageHeading('请到邮箱确认')}
        <p class="govuk-body">
          确认邮件寄往${email}。请在${CONFIRM_WITHIN_DAYS}天内打开邮件里的链接，按“确认订阅”。
        </p>
        <p class="govuk-body">
          几分钟后还没有收到的，看看垃圾邮件箱，核对邮箱有没有写错，再${link('提交一次', SUBSCRIBE)}。同一个邮箱一天收到的确认邮件有限，太多的不寄。
        </p>`,
    ),
  })
}
