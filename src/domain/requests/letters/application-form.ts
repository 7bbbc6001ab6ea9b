import type { Db, Tx } from '../../../platform/database/database.ts'
import type { OfficialDocument } from '../../../platform/documents/official-document.ts'
import type { Agency } from '../../organisations/agency.ts'
import { WANTED_FORMS, WANTED_ROUTES } from '../case.ts'
import { FORM_WORDS, ROUTE_WORDS } from './facts/case-facts.ts'
import { ticked } from './facts/record-facts.ts'
import { fillTemplate } from './fill.ts'
import { letterDocument } from './letter-content.ts'
import { getTemplate } from './templates-store.ts'

/** What is known before anybody has applied: the document that somebody was reading. */
export interface Prefilled {
  readonly subject: string
  readonly description: string
}

/**
 * 政府信息公开申请表, to be filled in by hand, by the agency's template in force on the day (条例 第二十九条).
 * @param madeAt goes into the file: the same day's forms are the same bytes when it is the day's first moment
 */
export async function blankApplicationForm(
  db: Db | Tx,
  agency: Agency,
  on: Temporal.PlainDate,
  prefilled?: Prefilled,
): Promise<OfficialDocument> {
  const { title, body, version } = await getTemplate(db, agency.id, 'application-form', on)
  const facts = {
    工作机构: agency.name,
    联系地址: agency.address,
    邮政编码: agency.postcode,
    联系电话: agency.phone,
    传真号码: agency.fax,
    电子邮箱: agency.email,
    办公时间: agency.officeHours,
    所需信息名称: prefilled?.subject ?? '',
    所需信息描述: prefilled?.description ?? '',
    提供方式选项: ticked(WANTED_FORMS, FORM_WORDS, undefined),
    获取途径选项: ticked(WANTED_ROUTES, ROUTE_WORDS, undefined),
  }
  const content = {
    layout: 1,
    letter: 'application-form',
    template: { id: 'application-form', version },
    author: agency.name,
    title,
    head: null,
    body: fillTemplate(body, facts),
    foot: null,
  } as const
  return letterDocument(content, on.toZonedDateTime('Asia/Shanghai').toInstant())
}
