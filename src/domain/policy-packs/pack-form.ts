/** What an officer types about a pack, and how it becomes an edition. */
import { z } from 'zod'
import { optionalText, requiredInteger, requiredText } from '../../platform/web/form-fields.ts'
import { EditionForm } from '../publications/edition.ts'
import { POLICY_CATEGORY } from './item-form.ts'
import type { PolicyPack } from './pack.ts'
import { packBody } from './policy-body.ts'

export const MOST_GROUPS = 12

const Group = z.object({
  name: optionalText('类别名称', { max: 30 }).transform((value) => value ?? ''),
  about: optionalText('类别说明', { max: 200 }).transform((value) => value ?? ''),
})

/** Where an item stands: the number of its group from 1, and its place in it; a place left open comes last. */
const Place = z.object({
  group: z
    .string()
    .default('')
    .transform((text) => (/^\d{1,2}$/.test(text) ? Number(text) : 0)),
  position: z
    .string()
    .default('')
    .transform((text) => text.normalize('NFKC').trim())
    .transform((text) => (/^\d{1,4}$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER)),
})

export const PackForm = z
  .object({
    title: requiredText('服务包名称', { max: 100 }),
    publisher: requiredText('发布机构', { max: 100 }),
    year: requiredInteger('年度', { min: 2000, max: 2100 }),
    introduction: requiredText('说明', { max: 2000 }),
    groups: z.array(Group).max(MOST_GROUPS, `最多${MOST_GROUPS}个类别`).default([]),
    /** by `d` and the number of the item's document */
    members: z.record(z.string().regex(/^d\d{1,10}$/), Place).default({}),
    publicNote: optionalText('修改说明', { max: 500 }).transform((value) => value ?? ''),
  })
  .superRefine(({ groups, members }, context) => {
    const names = groups.map(({ name }) => name)
    if (names.every((name) => name === ''))
      context.addIssue({ code: 'custom', path: ['groups', 0, 'name'], message: '请至少设一个类别' })
    for (const [at, name] of names.entries())
      if (name !== '' && names.indexOf(name) !== at)
        context.addIssue({ code: 'custom', path: ['groups', at, 'name'], message: '类别名称重复' })
    for (const [key, { group }] of Object.entries(members))
      if (group > 0 && !names[group - 1])
        context.addIssue({
          code: 'custom',
          path: ['members', key, 'group'],
          message: '所选的类别还没有名称',
        })
  })
export type PackForm = z.infer<typeof PackForm>

/** Groups without a name are none; within a group by place, then as the items came. */
export function packOf(form: PackForm): PolicyPack {
  const members = Object.entries(form.members).map(([key, place]) => ({
    id: Number(key.slice(1)),
    ...place,
  }))
  const groups = form.groups.map(({ name, about }, at) => ({
    name,
    about,
    items: members
      .filter(({ group }) => group === at + 1)
      .toSorted((a, b) => a.position - b.position)
      .map(({ id }) => id),
  }))
  return {
    year: form.year,
    introduction: form.introduction,
    groups: groups.filter(({ name }) => name !== ''),
  }
}

/** The edition that carries a pack. @param titles of the items that are public */
export function packEdition(
  header: Pick<PackForm, 'title' | 'publisher' | 'publicNote'>,
  pack: PolicyPack,
  titles: ReadonlyMap<number, string>,
): EditionForm {
  return EditionForm.parse({
    title: header.title,
    publisher: header.publisher,
    category: POLICY_CATEGORY,
    disclosure: 'proactive',
    bodyHtml: packBody(pack, titles),
    kind: 'policy-pack',
    structure: pack,
    summary: pack.introduction.replaceAll(/\s+/g, ' ').slice(0, 200),
    keywords: [POLICY_CATEGORY, ...pack.groups.map(({ name }) => name)],
    publicNote: header.publicNote,
  })
}
