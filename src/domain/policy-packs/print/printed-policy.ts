/** Posters and booklets as tagged PDF. Whatever they say is what the pages say on the day of printing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HEADING_FONT, TEXT_FONT } from '../../../platform/documents/fonts.ts'
import { renderPdf } from '../../../platform/documents/pdf.ts'
import { qrSvg } from '../../../platform/documents/qr-image.ts'
import { flagInWords, noticeOf } from '../flags.ts'
import { basisLine, criteriaLines, handlingLine, linesOf, materialLine } from '../policy-body.ts'
import type { PublicItem, PublicPack } from '../public-policies.ts'
import { HANDLING_WORDS } from '../vocabulary.ts'

/** What is printed, before it is set: the same data gives the same bytes. */
export interface PrintedPolicy {
  readonly template: 'poster' | 'booklet'
  readonly data: object
}

/** Where the code and the foot of the sheet lead, and on which day it is printed. */
export interface Printing {
  /** the permanent address of an item or a pack, with scheme and host */
  readonly addressOf: (policy: { readonly indexNumber: string }) => string
  readonly today: Temporal.PlainDate
}

interface Part {
  readonly label: string
  readonly lines: readonly string[]
}

const FONTS = { text: [TEXT_FONT, HEADING_FONT], heading: [HEADING_FONT, TEXT_FONT] }
const SCAN = '扫码查看最新内容'

export function itemPoster(policy: PublicItem, printing: Printing): PrintedPolicy {
  const { item } = policy
  const fits = (text: string) => clipped(text, 150)
  const parts = [
    { label: '惠及对象', lines: linesOf(item.beneficiaries).map(fits).slice(0, 2) },
    { label: '申报条件', lines: firstOf([...item.conditions, ...criteriaLines(item.criteria)]) },
    { label: '兑现标准', lines: linesOf(item.standard).map(fits).slice(0, 3) },
    { label: '办理方式', lines: [handlingLine(item)] },
    { label: '办理时限', lines: [clipped(item.timeLimit, 80)] },
    { label: '咨询电话', lines: [clipped(item.phone, 60)] },
  ]
  return poster(policy, printing, {
    band: `${policy.agencyName} · 惠企政策 · ${HANDLING_WORDS[item.handling]}`,
    parts: parts.filter(isSaid),
    notice: noticeOf(policy.flags),
  })
}

/** @param count items that are public, by the name of the group */
export function packPoster(
  policy: PublicPack,
  count: ReadonlyMap<string, number>,
  printing: Printing,
): PrintedPolicy {
  const groups = policy.pack.groups.map(({ name, about }) => {
    const items = `${name}（${count.get(name) ?? 0}项）`
    return about === '' ? items : `${items}：${clipped(about, 36)}`
  })
  return poster(policy, printing, {
    band: `${policy.agencyName} · 惠企政策服务包`,
    parts: [
      { label: '这是什么', lines: [clipped(policy.pack.introduction.replaceAll('\n', ' '), 220)] },
      { label: '有哪些政策', lines: groups },
      {
        label: '怎样找到适合自己的',
        lines: ['扫码进入后点“找政策”，回答几个问题，即可看到符合条件的事项。'],
      },
    ],
    notice: undefined,
  })
}

interface PosterParts {
  readonly band: string
  readonly parts: readonly Part[]
  readonly notice: string | undefined
}

function poster(
  policy: PublicItem | PublicPack,
  { addressOf, today }: Printing,
  { band, parts, notice }: PosterParts,
): PrintedPolicy {
  const address = addressOf(policy)
  return {
    template: 'poster',
    data: {
      ...header(policy, today),
      band,
      parts,
      address,
      ...(notice && { notice }),
      titleSize: titleSize([...policy.title].length),
      qr: qrSvg(address),
      scan: SCAN,
      foot: [`${policy.publisher}　索引号 ${policy.indexNumber}`, printedOn(today)],
    },
  }
}

/** In points: one line of the sheet's 170 mm where that stays large, else two. */
function titleSize(characters: number): number {
  const oneLine = Math.floor(475 / characters)
  return oneLine >= 22 ? Math.min(36, oneLine) : 24
}

/** The whole pack. @param items what is public of it, by number of the document */
export function packBooklet(
  policy: PublicPack,
  items: ReadonlyMap<number, PublicItem>,
  printing: Printing,
): PrintedPolicy {
  const address = printing.addressOf(policy)
  return {
    template: 'booklet',
    data: {
      ...header(policy, printing.today),
      address,
      qr: qrSvg(address),
      scan: SCAN,
      printed: printedOn(printing.today),
      introduction: linesOf(policy.pack.introduction),
      groups: policy.pack.groups.map(({ name, about, items: members }) => ({
        name,
        about,
        items: members
          .flatMap((id) => items.get(id) ?? [])
          .map((item) => bookletItem(item, printing)),
      })),
    },
  }
}

function bookletItem(policy: PublicItem, { addressOf }: Printing): object {
  const { item, flags } = policy
  const address = addressOf(policy)
  const notice = noticeOf(flags)
  const fields: readonly Part[] = [
    { label: '惠及对象', lines: linesOf(item.beneficiaries) },
    { label: '申报条件', lines: [...item.conditions, ...criteriaLines(item.criteria)] },
    { label: '申报材料', lines: item.materials.map(materialLine) },
    { label: '办理流程', lines: item.steps },
    { label: '兑现标准', lines: linesOf(item.standard) },
    { label: '办理时限', lines: linesOf(item.timeLimit) },
    { label: '办理地点', lines: [item.place] },
    { label: '咨询电话', lines: [item.phone] },
    { label: '网上办理', lines: [item.link] },
    { label: '政策依据', lines: item.basis.map(basisLine) },
    {
      label: '有效期',
      lines: [policy.validUntil === null ? '' : `至${policy.validUntil.toString()}`],
    },
  ]
  return {
    title: policy.title,
    mode: handlingLine(item),
    ...(notice && { notice: `${notice}（${flags.map(flagInWords).join('；')}）` }),
    address,
    qr: qrSvg(address),
    fields: fields.filter(isSaid),
  }
}

const templates = new Map<PrintedPolicy['template'], string>()

/** Tagged PDF/UA-1. Refusals: those of `renderPdf`. */
export function renderPrintedPolicy({ template, data }: PrintedPolicy): Promise<Uint8Array> {
  let source = templates.get(template)
  if (source === undefined) {
    source = readFileSync(join(import.meta.dirname, `${template}.typ`), 'utf8')
    templates.set(template, source)
  }
  return renderPdf(source, { ...data, fonts: FONTS })
}

function header(policy: PublicItem | PublicPack, { year, month, day }: Temporal.PlainDate): object {
  return { title: policy.title, author: policy.publisher, madeOn: { year, month, day } }
}

const printedOn = (today: Temporal.PlainDate) =>
  `${today.toString()}打印。政策可能调整，以扫码所见为准。`

const isSaid = ({ lines }: Part) => lines.some((line) => line !== '')

/** What does not fit on a sheet is behind the code. */
function firstOf(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, 5).map((line) => clipped(line, 70))
  return lines.length > shown.length ? [...shown, '其他条件请扫码查看'] : shown
}

function clipped(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}
