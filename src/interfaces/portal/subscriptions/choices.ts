/** What can be subscribed to: what the page one came from shows, everything, one list of the portal's own, or words. */
import { readStatutoryTree } from '../../../domain/catalogue/statutory-tree.ts'
import type { Agency } from '../../../domain/organisations/agency.ts'
import { countPublicKinds, listPublicFacets } from '../../../domain/publications/public-facets.ts'
import { listPublicDocuments } from '../../../domain/publications/public-documents.ts'
import { listPublishingAgencies } from '../../../domain/publications/public-lists.ts'
import {
  EDITION_KIND_LABELS,
  EDITION_KINDS,
} from '../../../domain/publications/structures/kinds.ts'
import { LONGEST_WORDS, type Subject } from '../../../domain/subscriptions/subject.ts'
import { FREQUENCIES } from '../../../domain/subscriptions/subscription.ts'
import { choice, optionalText } from '../../../platform/web/form-fields.ts'
import type { Option } from '../../../platform/web/components/choices.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { parseMailAddress } from '../../../platform/mail/mail-address.ts'
import { z } from 'zod'
import { ContentQuerySchema } from '../content-query.ts'
import type { PortalServices } from '../services.ts'

export interface Offered {
  readonly agencies: readonly Agency[]
  /** Lists in which something stands. */
  readonly lists: readonly Option[]
}

/** A list is named as the address of the list names it: `category=惠企政策`. */
const valueOfList = (name: string, value: string) =>
  new URLSearchParams({ [name]: value }).toString()

const remembered = new WeakMap<PortalServices, { readonly mark: string; offered: Offered }>()

/** The form carries a ticket, so its page is not kept; what it counts through is, until something public changes. */
export async function readOffered(services: PortalServices): Promise<Offered> {
  const { pages, clock } = services
  const mark = `${pages.version} ${dayOf(clock()).toString()}`
  const known = remembered.get(services)
  if (known && !pages.paused && known.mark === mark) return known.offered
  const offered = await countOffered(services)
  if (!pages.paused) remembered.set(services, { mark, offered })
  return offered
}

async function countOffered({ db, clock }: PortalServices): Promise<Offered> {
  const today = dayOf(clock())
  const [agencies, kinds, normative, facets, tree] = await Promise.all([
    listPublishingAgencies(db),
    countPublicKinds(db),
    listPublicDocuments(db, { normative: true }, 1),
    listPublicFacets(db, {}, today),
    readStatutoryTree(db, { today }),
  ])
  const option = (group: string, text: string, name: string, value: string): Option => ({
    value: valueOfList(name, value),
    text: `${group}：${text}`,
  })
  return {
    agencies,
    lists: [
      ...(normative.total > 0 ? [option('栏目', '规范性文件', 'normative', '1')] : []),
      ...EDITION_KINDS.filter((kind) => kind !== 'document' && kinds.has(kind)).map((kind) =>
        option('栏目', EDITION_KIND_LABELS[kind], 'kind', kind),
      ),
      ...facets.categories.map(({ category }) => option('分类', category, 'category', category)),
      ...facets.themes.map(({ theme }) => option('主题', theme, 'theme', theme)),
      ...tree
        .filter(({ published }) => published > 0)
        .map(({ code, label }) => option('法定内容', label, 'item', code)),
      ...(agencies.length > 1
        ? agencies.map(({ slug, name }) => option('机构', name, 'agency', slug))
        : []),
    ],
  }
}

const Words = z
  .string()
  .transform((text) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
  .pipe(z.string().min(1).max(LONGEST_WORDS))
  .optional()
  .catch(undefined)

const TitleOnly = z.literal(['1', 'yes']).optional().catch(undefined)

/** What an address of a list or of a search is narrowed to; undefined for everything. A year is left out. */
export function subjectOf(sent: unknown, agencies: readonly Agency[]): Subject | undefined {
  const { agency: slug, category, validity, ...others } = ContentQuerySchema.parse(sent)
  const { genre, theme, kind, normative, item } = others
  const { q: words, title } = z.object({ q: Words, title: TitleOnly }).parse(sent)
  const agencyId = agencies.find((agency) => agency.slug === slug)?.id
  const subject: Subject = {
    ...(words !== undefined && { words }),
    ...(agencyId !== undefined && { agencyId }),
    ...(category !== undefined && { category }),
    ...(validity !== undefined && { validity }),
    ...(genre !== undefined && { genre }),
    ...(theme !== undefined && { theme }),
    ...(words !== undefined && title !== undefined && { titleOnly: true as const }),
    // the search knows none of them
    ...(words === undefined && { kind, normative, item }),
  }
  return Object.values(subject).some((value) => value !== undefined) ? subject : undefined
}

export const fromAddress = (query: string): unknown =>
  Object.fromEntries(new URLSearchParams(query))

export const WHATS = ['here', 'all', 'list', 'search'] as const

export const SubscribeForm = z
  .object({
    what: choice('想知道什么', WHATS),
    /** the page one came from, as its address says it */
    here: optionalText('所看的列表', { max: 5000 }),
    list: optionalText('列表', { max: 300 }),
    words: optionalText('检索词', { max: LONGEST_WORDS }),
    frequency: choice('多久一封', FREQUENCIES),
    email: optionalText('电子邮箱', { max: 254 }),
  })
  .superRefine((form, context) => {
    const issue = (at: string, message: string) =>
      context.addIssue({ code: 'custom', path: [at], message })
    // what was filled in is what was meant
    if (form.what !== 'search' && form.words !== undefined)
      issue('what', '填写了检索词，请选“我关心的词”，或者清空检索词')
    else if (form.what !== 'list' && form.list !== undefined)
      issue('what', '选择了列表，请选“一个栏目、分类或者机构”，或者改回“请选择”')
    if (form.what === 'list' && form.list === undefined) issue('list', '请选择一个列表')
    if (form.what === 'search' && form.words === undefined) issue('words', '请填写检索词')
    if (form.email === undefined) issue('email', '请填写电子邮箱')
    else if (parseMailAddress(form.email) === undefined)
      issue('email', '电子邮箱应写作name@example.cn这样的格式')
  })
export type SubscribeForm = z.infer<typeof SubscribeForm>

/** @returns what was chosen, or what is wrong with the choice */
export function chosenSubject(form: SubscribeForm, agencies: readonly Agency[]): Subject | Problem {
  switch (form.what) {
    case 'all':
      return {}
    case 'search':
      return { words: form.words!.replaceAll(/\s+/g, ' ') }
    case 'list': {
      const subject = subjectOf(fromAddress(form.list ?? ''), agencies)
      return subject ?? { at: 'list', message: '列表请从列出的选项中选择' }
    }
    case 'here': {
      const subject = subjectOf(fromAddress(form.here ?? ''), agencies)
      return subject ?? { at: 'what', message: '没有找到您刚才看的列表，请另选一项' }
    }
  }
}

export const isProblem = (chosen: Subject | Problem): chosen is Problem => 'at' in chosen
