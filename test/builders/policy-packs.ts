import type { Criteria } from '../../src/domain/policy-packs/criteria.ts'
import { NO_CRITERIA } from '../../src/domain/policy-packs/criteria.ts'
import { draftItem } from '../../src/domain/policy-packs/handling/draft-item.ts'
import { draftPack } from '../../src/domain/policy-packs/handling/compose-pack.ts'
import type { ItemForm } from '../../src/domain/policy-packs/item-form.ts'
import { PackForm } from '../../src/domain/policy-packs/pack-form.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { publishDraft } from './policies.ts'
import type { PublicationDesk } from './publications.ts'

export function itemForm(given: Partial<ItemForm> = {}): ItemForm {
  return {
    title: '示例研发投入补助',
    publisher: '示例办公室',
    beneficiaries: '在本区注册的科技型企业',
    conditions: ['上一年度有研发投入并已加计扣除'],
    criteria: NO_CRITERIA,
    materials: [{ name: '申请表', note: '网上下载' }],
    steps: ['网上申报', '部门审核'],
    standard: '按研发投入的5%补助，最高50万元',
    timeLimit: '受理后20个工作日',
    handling: 'application',
    place: '示例路1号',
    phone: '0631-0000000',
    link: '',
    basis: [{ reference: '示例政策', clause: '第三条' }],
    validUntil: undefined,
    publicNote: '',
    ...given,
  }
}

export const criteria = (given: Partial<Criteria>): Criteria => ({ ...NO_CRITERIA, ...given })

export interface BuiltPolicy {
  readonly editionId: number
  readonly documentId: number
  readonly indexNumber: string
}

/** An item that went the whole way. */
export async function buildPublicItem(
  db: Db,
  desk: PublicationDesk,
  now: Temporal.Instant,
  given: Partial<ItemForm> = {},
): Promise<BuiltPolicy> {
  const editionId = await draftItem(db, desk.drafter, itemForm(given), now)
  const { documentId } = await getEdition(db, editionId)
  return { editionId, documentId, indexNumber: await publishDraft(db, desk, editionId, now) }
}

/** A pack form with these groups of items, in this order. */
export function packForm(
  groups: Readonly<Record<string, readonly number[]>>,
  given: Partial<Record<'title' | 'year' | 'introduction', string>> = {},
): PackForm {
  const entries = Object.entries(groups)
  const members = entries.flatMap(([, ids], at) =>
    ids.map((id, position) => [
      `d${id}`,
      { group: String(at + 1), position: String(position + 1) },
    ]),
  )
  return PackForm.parse({
    title: '2020年惠企政策服务包（示例）',
    publisher: '示例办公室',
    year: '2020',
    introduction: '现行惠企政策的办理条件、材料和流程（示例）。',
    groups: entries.map(([name]) => ({ name, about: '' })),
    members: Object.fromEntries(members) as unknown,
    ...given,
  })
}

export async function buildPublicPack(
  db: Db,
  desk: PublicationDesk,
  now: Temporal.Instant,
  form: PackForm,
): Promise<BuiltPolicy> {
  const editionId = await draftPack(db, desk.drafter, form, now)
  const { documentId } = await getEdition(db, editionId)
  return { editionId, documentId, indexNumber: await publishDraft(db, desk, editionId, now) }
}
