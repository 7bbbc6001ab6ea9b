/** 政府信息公开申请表 to be filled in by hand: the office's own wording, with its address, and a document's name if asked. */
import type { Db } from '../../../platform/database/database.ts'
import type { OfficialDocument } from '../../../platform/documents/official-document.ts'
import type { Agency } from '../../organisations/agency.ts'
import { fillTemplate } from '../letters/fill.ts'
import { letterDocument } from '../letters/letter-content.ts'
import { getTemplate } from '../letters/templates-store.ts'
import type { Facts } from '../letters/vocabulary.ts'

export interface FormSubject {
  readonly title: string
  readonly indexNumber: string
}

/** @param about a public document that the information wanted has to do with */
export async function blankApplicationForm(
  db: Db,
  agency: Agency,
  today: Temporal.PlainDate,
  about?: FormSubject,
): Promise<OfficialDocument> {
  const { id, version, title, body } = await getTemplate(db, agency.id, 'application-form', today)
  const text = fillTemplate(body, factsOf(agency, about))
  return letterDocument(
    {
      layout: 1,
      letter: 'application-form',
      template: { id, version },
      author: agency.name,
      title,
      head: null,
      body: text,
      foot: null,
    },
    // the same form all day long
    today.toZonedDateTime('Asia/Shanghai').toInstant(),
  )
}

function factsOf(agency: Agency, about: FormSubject | undefined): Facts {
  return {
    工作机构: agency.name,
    联系地址: agency.address,
    联系电话: agency.phone,
    提供方式选项: '□ 纸质　□ 电子文件　□ 光盘　□ 现场查阅、抄录',
    获取途径选项: '□ 邮寄　□ 电子邮件　□ 当面领取　□ 网上下载　□ 传真',
    ...(about && {
      所需信息描述: `与《${about.title}》（索引号${about.indexNumber}）有关的：`,
    }),
  }
}
