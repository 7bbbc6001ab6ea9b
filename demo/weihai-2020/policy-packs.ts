/** 2020年惠企政策服务包: six groups, forty-three items, through draft, review and publication like every document. */
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { draftPack } from '../../src/domain/policy-packs/handling/compose-pack.ts'
import type { Answers } from '../../src/domain/policy-packs/finder/answers.ts'
import { findPolicies } from '../../src/domain/policy-packs/finder/find.ts'
import { createFinderUses } from '../../src/domain/policy-packs/finder/uses.ts'
import { importItems } from '../../src/domain/policy-packs/handling/import-items.ts'
import { NO_CRITERIA } from '../../src/domain/policy-packs/criteria.ts'
import type { ItemForm } from '../../src/domain/policy-packs/item-form.ts'
import { PackForm } from '../../src/domain/policy-packs/pack-form.ts'
import type { HandlingMode } from '../../src/domain/policy-packs/vocabulary.ts'
import { listPublicItems } from '../../src/domain/policy-packs/public-policies.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { submitForReview } from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { inTransaction, type Db, type Tx } from '../../src/platform/database/database.ts'
import { chinaMoment, dayOf } from '../../src/platform/kernel/time.ts'
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

/** How many index numbers the pack, its items and their policies took before a moment of the story. */
export function policiesPublishedBefore(moment: string): number {
  const policies = POLICIES.filter(({ publishedAt }) => publishedAt! < moment).length
  const items = PACK_GROUPS.reduce((sum, group) => sum + group.items.length, 0)
  return policies + (ITEMS_PUBLISHED < moment ? items : 0) + (PACK_PUBLISHED < moment ? 1 : 0)
}

const ITEMS_PUBLISHED = '2020-06-11T09:30'
const PACK_PUBLISHED = '2020-06-15T09:00'

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
    { at: chinaMoment('2026-11-20T18:00'), run: (now) => countUses(db, dayOf(now)) },
    ...POLICIES.flatMap((policy) => documentActs({ db }, desk, policy)),
    onDay('2020-06-08T10:00', async (tx, now) => {
      const forms = PACK_GROUPS.flatMap((group) => group.items.map((item) => formOf(item, group)))
      items.push(...(await importItems(tx, desk.clerk, forms, now)))
    }),
    onDay('2020-06-09T10:30', forAll(submitForReview, desk.clerk)),
    onDay('2020-06-10T14:20', forAll(passReview, desk.reviewer)),
    onDay(ITEMS_PUBLISHED, forAll(publishEdition, desk.head)),
    onDay('2020-06-12T10:00', async (tx, now) => {
      pack = await draftPack(tx, desk.clerk, await packForm(tx, items), now)
      await submitForReview(tx, desk.clerk, pack, now)
    }),
    onDay('2020-06-12T15:00', (tx, now) => passReview(tx, desk.reviewer, pack, now)),
    onDay(PACK_PUBLISHED, async (tx, now) => {
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

/** What a few firms asked on a day, so that the sums have something to show. */
async function countUses(db: Db, on: Temporal.PlainDate): Promise<void> {
  const uses = createFinderUses(db)
  const items = [...(await listPublicItems(db, on)).values()]
  for (const answers of ASKED) {
    const met = findPolicies(items, answers).meets.map(({ found }) => found.documentId)
    uses.count(answers, met, on)
  }
  await uses.flush()
}

const ASKED: readonly Answers[] = [
  {
    applicant: 'enterprise',
    size: 'micro',
    sector: 'software',
    location: 'here',
    needs: ['research'],
  },
  {
    applicant: 'enterprise',
    size: 'small',
    location: 'here',
    years: 2,
    needs: ['financing', 'hiring'],
  },
  { applicant: 'sole-trader', sector: 'hospitality', needs: ['startup'] },
  {
    applicant: 'enterprise',
    certifications: ['high-tech'],
    turnover: 3200,
    staff: 65,
    location: 'here',
  },
]
