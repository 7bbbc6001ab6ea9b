/** 政策解读: what its signed structure holds, and what one expects to find in it. */
import { z } from 'zod'
import type { EditionStructure } from '../../publications/structures/kinds.ts'

export const INTERPRETATION_FORMS = [
  'text', // 文字
  'picture', // 图解
  'video', // 视频
  'press-conference', // 新闻发布会
  'online-interview', // 在线访谈
  'hotline', // 热线专场
  'questions', // 问答
] as const
export type Presentation = (typeof INTERPRETATION_FORMS)[number]

/** What an interpretation tells, in the order in which readers ask. */
export const ELEMENTS = [
  'background', // 背景依据
  'goals', // 目标任务
  'content', // 主要内容
  'scope', // 适用范围
  'standards', // 执行标准
  'notes', // 注意事项
  'keywords', // 关键词诠释
  'benefits', // 惠民利民举措
  'changes', // 新旧政策差异
] as const
export type Element = (typeof ELEMENTS)[number]

const element = z.string().trim().max(5000).default('')
const Elements = z.object(
  Object.fromEntries(ELEMENTS.map((name) => [name, element])) as Record<Element, typeof element>,
)

/** The kinds whose substance lies elsewhere: a film, a recording, a page of questions. */
const ELSEWHERE: readonly Presentation[] = ['video', 'press-conference', 'online-interview']

const httpAddress = z
  .string()
  .trim()
  .max(500)
  .refine((text) => text === '' || /^https?:\/\/[^\s"'<>]+$/i.test(text), {
    message: '网址应以http://或者https://开头',
  })
  .default('')

const Fields = z.object({
  form: z.enum(INTERPRETATION_FORMS, '请选择解读形式'),
  /** 视频、访谈实录、发布会的网址 */
  link: httpAddress,
  /** who explained: spokesman, guest, whoever answered the telephone */
  speaker: z.string().trim().max(100).default(''),
  elements: Elements,
})

/** What the drafter of an interpretation types. */
export const InterpretationForm = Fields.extend({
  title: z.string().trim().min(1, '请填写标题').max(300, '标题最多300个字'),
  /** a few sentences before the elements; the whole text where none is used */
  text: z.string().trim().max(50_000).default(''),
}).superRefine(({ form, link, text, elements }, context) => {
  if (ELSEWHERE.includes(form) && link === '')
    context.addIssue({ code: 'custom', path: ['link'], message: '请填写视频或者实录的网址' })
  if (text === '' && ELEMENTS.every((name) => elements[name] === ''))
    context.addIssue({ code: 'custom', path: ['text'], message: '请写正文，或者至少写一项要素' })
})
export type InterpretationForm = z.infer<typeof InterpretationForm>

/** As stored and signed. */
export const InterpretationStructure = Fields.extend({
  /** numbers of the documents it explains */
  interprets: z.array(z.number().int().positive()).min(1),
})
export type InterpretationStructure = z.infer<typeof InterpretationStructure>

export function parseInterpretation(
  structure: EditionStructure | null,
): InterpretationStructure | undefined {
  const parsed = InterpretationStructure.safeParse(structure)
  return parsed.success ? parsed.data : undefined
}
