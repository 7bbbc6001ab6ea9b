import { getDocumentProxy, extractText } from 'unpdf'
import { afterAll, describe, expect, test } from 'vitest'
import { criteria } from '../../../../test/builders/policy-packs.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { stopTypesetting } from '../../../platform/documents/typst-process.ts'
import type { PolicyItem } from '../item.ts'
import type { PublicItem, PublicPack } from '../public-policies.ts'
import { SIZE_CLASSES, SECTORS, CERTIFICATIONS } from '../vocabulary.ts'
import {
  itemPoster,
  packBooklet,
  packPoster,
  renderPrintedPolicy,
  type PrintedPolicy,
} from './printed-policy.ts'

afterAll(() => stopTypesetting())

const TODAY = Temporal.PlainDate.from('2020-11-25')
const printing = {
  today: TODAY,
  addressOf: ({ indexNumber }: { readonly indexNumber: string }) =>
    `https://xxgk.example.gov.cn/policy-packs/${indexNumber}`,
}
const head = {
  agencyId: 1,
  agencyName: '示例高新区',
  publisher: '示例办公室',
  publishedAt: chinaMoment('2020-11-20T09:00'),
  changedAt: chinaMoment('2020-11-20T09:00'),
}

function item(documentId: number, title: string, given: Partial<PolicyItem> = {}): PublicItem {
  return {
    ...head,
    documentId,
    indexNumber: `11371000004359440C/2020-${String(documentId).padStart(5, '0')}`,
    title,
    item: {
      beneficiaries: '在本区注册的企业',
      conditions: ['有研发投入'],
      criteria: criteria({ sizes: ['small'] }),
      materials: [{ name: '申请表', note: '网上下载' }],
      steps: ['申报', '审核'],
      standard: '最高50万元',
      timeLimit: '20个工作日',
      handling: 'application',
      place: '示例路1号',
      phone: '0631-0000000',
      link: '',
      basis: [{ documentId: null, title: '示例政策', clause: '第三条' }],
      ...given,
    },
    validUntil: null,
    basisStates: new Map(),
    flags: [],
    isFlagged: false,
  }
}

const pack: PublicPack = {
  ...head,
  documentId: 90,
  indexNumber: '11371000004359440C/2020-00090',
  title: '2020年惠企政策服务包（示例）',
  pack: {
    year: 2020,
    introduction: '第一段说明。\n第二段说明。',
    groups: [
      { name: '企业发展', about: '做大做强', items: [1, 2, 99] },
      { name: '人才政策', about: '', items: [] },
    ],
  },
}

async function read(policy: PrintedPolicy) {
  const bytes = await renderPrintedPolicy(policy)
  const source = Buffer.from(bytes).toString('latin1')
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), {
    mergePages: true,
  })
  return { text: text.replaceAll(/\s+/g, ''), totalPages, source }
}

describe('a poster', () => {
  test('is one tagged sheet with what matters, the address of the code, and the day', async () => {
    const { text, totalPages, source } = await read(itemPoster(item(1, '研发补助'), printing))
    expect(totalPages).toBe(1)
    expect(source).toContain('pdfuaid')
    for (const part of [
      '研发补助',
      '惠及对象在本区注册的企业',
      '企业规模：小型企业',
      '最高50万元',
      'https://xxgk.example.gov.cn/policy-packs/11371000004359440C/2020-00001',
      '2020-11-25打印',
    ])
      expect(text).toContain(part)
  })

  test('stays one sheet however much there is to say', async () => {
    const long = '很长的一句话说明'.repeat(60)
    const given = {
      beneficiaries: `${long}\n${long}\n${long}`,
      conditions: Array.from({ length: 20 }, () => long),
      standard: `${long}\n${long}\n${long}\n${long}`,
      timeLimit: long,
      phone: long,
      criteria: criteria({
        sizes: [...SIZE_CLASSES],
        sectors: [...SECTORS],
        certifications: [...CERTIFICATIONS],
      }),
    }
    const title = '名称也很长的惠企政策事项'.repeat(8).slice(0, 100)
    const flagged = {
      ...item(1, title, given),
      flags: [{ kind: 'over', since: TODAY } as const],
      isFlagged: true,
    }
    const { text, totalPages } = await read(itemPoster(flagged, printing))
    expect(totalPages).toBe(1)
    expect(text).toContain('已过有效期，以最新政策为准')
    expect(text).toContain('其他条件请扫码查看')
  })

  test('of a pack names its groups and how many items are in each', async () => {
    const { text, totalPages } = await read(packPoster(pack, new Map([['企业发展', 2]]), printing))
    expect(totalPages).toBe(1)
    expect(text).toContain('企业发展（2项）：做大做强')
    expect(text).toContain('人才政策（0项）')
  })
})

describe('a booklet', () => {
  const items = new Map([
    [1, item(1, '第一项')],
    [
      2,
      {
        ...item(2, '第二项'),
        flags: [
          { kind: 'basis-ended', validity: 'expired', title: '旧政策', since: TODAY } as const,
        ],
        isFlagged: true,
      },
    ],
  ])

  test('has contents, each group, each public item with all its fields, and says what has lapsed', async () => {
    const { text, source } = await read(packBooklet(pack, items, printing))
    expect(source).toContain('pdfuaid')
    expect(text).toContain('目录')
    for (const part of [
      '第一段说明。',
      '企业发展',
      '第一项',
      '申请表（网上下载）',
      '《示例政策》第三条',
    ])
      expect(text).toContain(part)
    expect(text).toContain('依据已失效，以最新政策为准（依据《旧政策》自2020-11-25起失效）')
    expect(text).toContain('本类暂无事项')
  })

  test('of the same content on the same day is the same file', async () => {
    const [one, two] = [packBooklet(pack, items, printing), packBooklet(pack, items, printing)]
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
    const render = async (policy: PrintedPolicy) => Buffer.from(await renderPrintedPolicy(policy))
    expect((await render(one)).equals(await render(two))).toBe(true)
  })
})
