/** 更多条件: what the form narrows the search to; what nothing was found with is no choice. */
import { checkbox, select } from '../../../platform/web/components/choices.ts'
import { dateInput } from '../../../platform/web/components/inputs.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { formView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { SearchPageProps } from './props.ts'

const VALIDITIES = [
  { value: 'in-force', text: '现行有效' },
  { value: 'lapsed', text: '已废止、失效' },
] as const

export function refinement({ query, found: { facets } }: SearchPageProps): Html {
  const { theme, genre, validity, since, until, title } = query
  const form = formView({ theme, genre, validity, since, until, title: title && 'yes' })
  const isChosen = [theme, genre, validity, since, until, title].some((one) => one !== undefined)
  const one = (name: string, label: string, blank: string, values: readonly string[]) =>
    values.length > 0 &&
    select({ name, label, form, blank, options: values.map((value) => ({ value, text: value })) })
  return details(
    '更多条件',
    html`${one('theme', '主题', '全部主题', known(facets.themes, theme))}
    ${one('genre', '体裁', '全部体裁', known(facets.genres, genre))}
    ${
      (facets.validities.length > 1 || validity !== undefined) &&
      select({ name: 'validity', label: '有效性', form, blank: '全部', options: VALIDITIES })
    }
    ${dateInput({ name: 'since', label: '发布日期，从', form, optional: true })}
    ${dateInput({ name: 'until', label: '发布日期，到', form, optional: true })}
    ${checkbox({ name: 'title', label: '只在标题中查找', form })}`,
    isChosen,
  )
}

/** What is chosen stays a choice. */
function known(
  facets: readonly { readonly value: string }[],
  chosen: string | undefined,
): readonly string[] {
  const values = facets.map(({ value }) => value)
  return chosen === undefined || values.includes(chosen) ? values : [...values, chosen]
}
