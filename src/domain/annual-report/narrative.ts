import { z } from 'zod'
import { SECTION_TITLES } from '../../law/annual-report/formats.ts'
import { optionalText } from '../../platform/web/form-fields.ts'
import type { Agency } from '../organisations/agency.ts'

/**
 * The edited sections of a report, as plain text with one paragraph a line: the opening paragraph, 一、总体情况,
 * 五、存在的主要问题及改进情况, 六、其他需要报告的事项. Sections 二 to 四 are tables and nobody types them.
 */
export const NARRATIVE_SECTIONS = ['intro', 'general', 'problems', 'other'] as const
export type NarrativeSection = (typeof NARRATIVE_SECTIONS)[number]
export type Narrative = Readonly<Record<NarrativeSection, string>>

/** What stands above each edited section; the opening paragraph has no title. */
export const NARRATIVE_TITLES = {
  intro: '',
  general: SECTION_TITLES[0],
  problems: SECTION_TITLES[4],
  other: SECTION_TITLES[5],
} as const satisfies Record<NarrativeSection, string>

const section = (label: string) =>
  optionalText(label, { max: 20_000 }).transform((text) => tidyParagraphs(text ?? ''))

export const NarrativeForm = z.object({
  intro: section('报告开头'),
  general: section('总体情况'),
  problems: section('存在的主要问题及改进情况'),
  other: section('其他需要报告的事项'),
})
export type NarrativeForm = z.infer<typeof NarrativeForm>

/** A narrative row as it was stored: sections never written are empty. */
export function parseNarrative(stored: unknown): Narrative {
  return NarrativeForm.parse(stored)
}

export const reportTitle = (agencyName: string, year: number) =>
  `${agencyName}${year}年政府信息公开工作年度报告`

/** The opening paragraph that every report needs: basis, period, where to download, whom to ask (条例 第五十条). */
export function defaultIntro(agency: Agency, year: number): string {
  const download = agency.website
    ? `本报告的电子版可在${agency.shortName}网站（${agency.website}）查看和下载。`
    : ''
  const contact = [
    ['地址', agency.address],
    ['邮政编码', agency.postcode],
    ['电话', agency.phone],
    ['传真', agency.fax],
    ['电子邮箱', agency.email],
  ].flatMap(([label, value]) => (value ? [`${label}：${value}`] : []))
  const ask = `对本报告有疑问的，请与${agency.name}联系${contact.length > 0 ? `（${contact.join('；')}）` : ''}。`
  return (
    `本报告依照《中华人民共和国政府信息公开条例》第五十条编制，反映${agency.name}${year}年政府信息公开工作情况，` +
    `所列数据的统计期限为${year}年1月1日至${year}年12月31日。${download}${ask}`
  )
}

/** A paragraph of a section; a line that only says （一）某某 is a heading. */
export interface Paragraph {
  readonly kind: 'heading' | 'paragraph'
  readonly text: string
}

const HEADING = /^（[一二三四五六七八九十]{1,3}）[^。；！？]{1,30}[。.]?$/u

export function paragraphsOf(text: string): Paragraph[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind: HEADING.test(line) ? 'heading' : 'paragraph', text: line }))
}

function tidyParagraphs(text: string): string {
  return paragraphsOf(text)
    .map((paragraph) => paragraph.text)
    .join('\n')
}

/** The running text in reading order with the titles of all six sections, one paragraph a line. */
export function wholeText(title: string, narrative: Narrative): string {
  const [general, active, requests, review, problems, other] = SECTION_TITLES
  return [
    title,
    narrative.intro,
    general,
    narrative.general,
    active,
    requests,
    review,
    problems,
    narrative.problems,
    other,
    narrative.other,
  ]
    .filter((part) => part !== '')
    .join('\n')
}
