import {
  ATTRIBUTES,
  DETERMINATION_GROUNDS,
  groundLabel,
} from '../../../domain/determinations/determination.ts'
import { GROUNDS } from '../../../law/grounds.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { DISCLOSURE_NAMES } from '../words.ts'
import { MARKS } from './words.ts'

/** 公开属性、依据、理由: the same three fields for who proposes, checks, signs and assesses again. */
export function attributeFields(view: FormView, { reason = true } = {}): Html {
  return html`${radios({
    name: 'attribute',
    label: '公开属性',
    form: view,
    options: ATTRIBUTES.map((value) => ({
      value,
      text: DISCLOSURE_NAMES[value],
      hint: `附注：${MARKS[value]}`,
    })),
  })}
  ${select({
    name: 'ground',
    label: '不主动公开的依据',
    form: view,
    blank: '主动公开的不选',
    options: DETERMINATION_GROUNDS.map((value) => ({
      value,
      text:
        value === 'other'
          ? groundLabel(value)
          : `${groundLabel(value)}（${GROUNDS[value].article}）`,
    })),
  })}
  ${reason && textarea({ name: 'reason', label: '理由', form: view, rows: 3, max: 500, optional: true })}`
}
