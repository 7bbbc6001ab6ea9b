/** 2020年惠企政策服务包: six groups, forty-three items, through draft, review and publication like every document. */
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { draftPack } from '../../src/domain/policy-packs/handling/compose-pack.ts'
import { importItems } from '../../src/domain/policy-packs/handling/import-items.ts'
import { NO_CRITERIA } from '../../src/domain/policy-packs/criteria.ts'
import type { ItemForm } from '../../src/domain/policy-packs/item-form.ts'
import { PackForm } from '../../src/domain/policy-packs/pack-form.ts'
import type { HandlingMode } from '../../src/domain/policy-packs/vocabulary.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { submitForReview } from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { inTransaction, type Db, type Tx } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { documentActs, passReview, type DocumentDesk } from './play-documents.ts'
import { POLICIES } from './policy-packs-basis.ts'
import { FINANCING, GROWTH, PURCHASING } from './policy-packs-firms.ts'
import type { DemoGroup, DemoItem } from './policy-packs-item.ts'
import { JOBS, TALENTS } from './policy-packs-people.ts'
import { INNOVATION } from './policy-packs-science.ts'
import type { Act } from './replay.ts'

/** In the order of the published report. */
export const PACK_GROUPS: readonly DemoGroup[] = [
  GROWTH,
  INNOVATION,
  FINANCING,
  TALENTS,
  JOBS,
  PURCHASING,
]

const PUBLISHER = '高新区管委办公室'

/** What each day brought is one transaction: forty-three items are not forty-three waits for the disk. */
export function policyPackActs(db: Db, desk: DocumentDesk): Act[] {
  const items: number[] = []
  let pack = 0
  const onDay = (at: string, work: (tx: Tx, now: Temporal.Instant) => Promise<void>): Act => ({
    at: chinaMoment(at),
    run: (now) => inTransaction(db, (tx) => work(tx, now)),
  })
  type Step = (
    tx: Tx,
    officer: Officer,
    editionId: number,
    now: Temporal.Instant,
  ) => Promise<unknown>
  const forAll = (step: Step, officer: Officer) => async (tx: Tx, now: Temporal.Instant) => {
    for (const id of items) await step(tx, officer, id, now)
  }
  return [
    ...POLICIES.flatMap((policy) => documentActs(db, desk, policy)),
    onDay('2020-11-16T10:00', async (tx, now) => {
      const forms = PACK_GROUPS.flatMap((group) => group.items.map((item) => formOf(item, group)))
      items.push(...(await importItems(tx, desk.clerk, forms, now)))
    }),
    onDay('2020-11-17T10:30', forAll(submitForReview, desk.clerk)),
    onDay('2020-11-19T14:20', forAll(passReview, desk.reviewer)),
    onDay('2020-11-20T09:30', forAll(publishEdition, desk.head)),
    onDay('2020-11-23T10:00', async (tx, now) => {
      pack = await draftPack(tx, desk.clerk, await packForm(tx, items), now)
      await submitForReview(tx, desk.clerk, pack, now)
    }),
    onDay('2020-11-24T10:00', (tx, now) => passReview(tx, desk.reviewer, pack, now)),
    onDay('2020-11-25T09:00', async (tx, now) => {
      await publishEdition(tx, desk.head, pack, now)
    }),
  ]
}

const USUAL_STEPS: Readonly<Record<HandlingMode, readonly string[]>> = {
  'no-application': ['部门比对数据，形成名单', '公示五个工作日', '直接兑现到账'],
  'fast-track': ['网上或者窗口提出申请', '当场核验', '兑现'],
  application: ['网上填报并上传材料', '窗口受理', '部门审核', '公示五个工作日', '拨付'],
}

const halves = (line: string): readonly [string, string] => {
  const [first = '', second = ''] = line.split('|')
  return [first, second]
}

function formOf(item: DemoItem, { place }: DemoGroup): ItemForm {
  return {
    title: `${item.title}（示例）`,
    publisher: PUBLISHER,
    beneficiaries: item.serves,
    conditions: [...item.conditions],
    criteria: { ...NO_CRITERIA, ...item.asks },
    materials: item.bring.map(halves).map(([name, note]) => ({ name, note })),
    steps: [...(item.steps ?? USUAL_STEPS[item.mode])],
    standard: `${item.gives}（示例）`,
    timeLimit: item.within,
    handling: item.mode,
    place,
    phone: '0631-0000000（示例）',
    link: '',
    basis: item.basis.map(halves).map(([reference, clause]) => ({ reference, clause })),
    validUntil: item.until === undefined ? undefined : Temporal.PlainDate.from(item.until),
    publicNote: '',
  }
}

async function packForm(tx: Tx, editionIds: readonly number[]): Promise<PackForm> {
  const documents: number[] = []
  for (const id of editionIds) documents.push((await getEdition(tx, id)).documentId)
  const groupOf = PACK_GROUPS.flatMap(({ items }, at) => items.map(() => at + 1))
  return PackForm.parse({
    title: '2020年惠企政策服务包（示例）',
    publisher: PUBLISHER,
    year: '2020',
    introduction: `本服务包汇编${PACK_GROUPS.length}个方面共${documents.length}项惠企政策，逐项写明谁能申请、要带什么、到哪里办、多久办完。
内容均为示例，不是现行政策。`,
    groups: PACK_GROUPS.map(({ name, about }) => ({ name, about })),
    members: Object.fromEntries(
      documents.map((id, at) => [`d${id}`, { group: String(groupOf[at]), position: String(at) }]),
    ) as unknown,
  })
}
