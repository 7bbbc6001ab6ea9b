/** The text of items and packs, made from their fields: it is searched, printed, downloaded and signed like any text. */
import { CRITERION_NAMES, CRITERION_WORDS, requirementOf, type Criteria } from './criteria.ts'
import type { Material, PolicyItem } from './item.ts'
import type { PolicyPack } from './pack.ts'
import { HANDLING_MEANINGS, HANDLING_WORDS, NEED_WORDS } from './vocabulary.ts'

/** @param validUntil as the header of the edition says */
export function itemBody(item: PolicyItem, validUntil: Temporal.PlainDate | null): string {
  return [
    section('惠及对象', paragraphs(item.beneficiaries)),
    section('申报条件', list('ol', [...item.conditions, ...criteriaLines(item.criteria)])),
    section('能帮上什么', paragraphs(needsLine(item.criteria))),
    section('申报材料', list('ol', item.materials.map(materialLine))),
    section('办理流程', list('ol', item.steps)),
    section('兑现标准', paragraphs(item.standard)),
    section('办理方式', paragraphs(handlingLine(item))),
    section('办理时限', paragraphs(item.timeLimit)),
    section('办理地点和联系方式', list('ul', contactLines(item))),
    section('政策依据', list('ol', item.basis.map(basisLine))),
    section(
      '有效期',
      paragraphs(validUntil === null ? '以政策依据的有效期为准' : `至${validUntil.toString()}`),
    ),
  ].join('\n')
}

/** @param titles of the items that are public: the others have no name outside the office yet */
export function packBody(pack: PolicyPack, titles: ReadonlyMap<number, string>): string {
  const groups = pack.groups.map(({ name, about, items }) => {
    const named = items.flatMap((id) => titles.get(id) ?? [])
    return section(name, `${paragraphs(about)}${list('ol', named)}`)
  })
  return [paragraphs(pack.introduction), ...groups].join('\n')
}

/** 企业规模：小型企业、微型企业 */
export function criteriaLines(criteria: Criteria): string[] {
  return CRITERION_NAMES.flatMap((name) => {
    const requires = requirementOf(criteria, name)
    return requires === undefined ? [] : [`${CRITERION_WORDS[name]}：${requires}`]
  })
}

export function materialLine({ name, note }: Material): string {
  return note === '' ? name : `${name}（${note}）`
}

export function handlingLine({ handling }: PolicyItem): string {
  return `${HANDLING_WORDS[handling]}：${HANDLING_MEANINGS[handling]}`
}

export function basisLine({ title, clause }: PolicyItem['basis'][number]): string {
  return `《${title}》${clause}`
}

export function needsLine({ needs }: Criteria): string {
  return needs.map((need) => NEED_WORDS[need]).join('、')
}

function contactLines({ place, phone, link }: PolicyItem): string[] {
  return [
    ...(place === '' ? [] : [`办理地点：${place}`]),
    ...(phone === '' ? [] : [`咨询电话：${phone}`]),
    ...(link === '' ? [] : [`网上办理：${link}`]),
  ]
}

/** A heading over nothing tells nobody anything. */
function section(heading: string, content: string): string {
  return content === '' ? '' : `<h2>${escaped(heading)}</h2>\n${content}`
}

function paragraphs(text: string): string {
  return linesOf(text)
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('\n')
}

function list(tag: 'ol' | 'ul', entries: readonly string[]): string {
  if (entries.length === 0) return ''
  return `<${tag}>\n${entries.map((entry) => `<li>${escaped(entry)}</li>`).join('\n')}\n</${tag}>`
}

export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
