import type { Agency } from '../../domain/organisations/agency.ts'
import { lawSettingsOf } from '../../domain/requests/law-settings-of.ts'
import { link } from '../../platform/web/components/button.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { table } from '../../platform/web/components/table.ts'
import * as paths from './paths.ts'

interface Channel {
  readonly name: string
  readonly where: Html | string
  /** 条例 第三十一条 */
  readonly receivedOn: string
}

/** The ways of applying that are open at this office: one whose address it has not entered is not promised. */
export function openChannels(agency: Agency): readonly Channel[] {
  const hours = agency.officeHours && `，${agency.officeHours}`
  const postcode = agency.postcode && `，邮编${agency.postcode}`
  const channels: (Channel | false)[] = [
    {
      name: '互联网（本网站）',
      where: html`${link('在线申请', paths.APPLY_ONLINE)}，提交后凭查询码${link('查询进度', paths.TRACK)}`,
      receivedOn: lawSettingsOf(agency).autoAcknowledgementConfirms ? '提交之日' : '双方确认之日',
    },
    agency.address !== '' && {
      name: '当面提交',
      where: `${agency.address}${hours}`,
      receivedOn: '提交之日',
    },
    agency.address !== '' && {
      name: '邮寄',
      where: `${agency.address}${postcode}，${agency.name}收，信封注明“政府信息公开申请”`,
      receivedOn: '挂号信、特快专递为签收之日；平信为本机关收到当日与申请人确认之日',
    },
    agency.email !== '' && {
      name: '互联网（电子邮件）',
      where: `${agency.email}，标题注明“政府信息公开申请”`,
      receivedOn: '双方确认之日',
    },
    agency.fax !== '' && {
      name: '传真',
      where: `${agency.fax}，首页注明“政府信息公开申请”`,
      receivedOn: '双方确认之日',
    },
  ]
  return channels.filter((channel) => channel !== false)
}

export function channelTable(agency: Agency): Html {
  return html`${table({
    caption: '现在可以使用的申请渠道',
    columns: [
      { heading: '渠道', cell: ({ name }) => name, rowHeader: true },
      { heading: '送到哪里', cell: ({ where }) => where },
      { heading: '收到申请之日', cell: ({ receivedOn }) => receivedOn },
    ],
    rows: openChannels(agency),
    stacks: true,
    empty: '本机关尚未登记收件地址，请先查看网站页脚的联系方式。',
  })}`
}
