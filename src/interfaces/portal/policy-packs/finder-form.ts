import { NONE, type Answers } from '../../../domain/policy-packs/finder/answers.ts'
import {
  APPLICANT_WORDS,
  APPLICANTS,
  CERTIFICATION_WORDS,
  CERTIFICATIONS,
  LOCATION_WORDS,
  LOCATIONS,
  NEED_WORDS,
  NEEDS,
  SECTOR_WORDS,
  SECTORS,
  SIZE_CLASSES,
  SIZE_WORDS,
} from '../../../domain/policy-packs/vocabulary.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { checkboxes, select, type Option } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { formView, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { FINDER } from './addresses.ts'

/** By GET, so that what was found has an address; without answers nothing stands in it. */
export function finderForm(answers: Answers): Html {
  const view = viewOf(answers)
  return form({
    action: `${FINDER}#results`,
    method: 'get',
    label: '找政策',
    className: 'mq-finder',
    body: html`<div class="mq-finder__fields">${need(view)} ${about(view)} ${figures(view)}</div>
      ${titles(view)} ${buttonGroup([button('查找'), link('重新填写', FINDER)])}`,
  })
}

function need(view: FormView): Html {
  return checkboxes({
    name: 'need',
    label: '您想解决什么问题',
    hint: '可以选几项；不选就不按需求筛选',
    form: view,
    options: optionsOf(NEEDS, NEED_WORDS),
  })
}

function about(view: FormView): Html {
  const field = <K extends string>(
    name: string,
    label: string,
    keys: readonly K[],
    words: Readonly<Record<K, string>>,
    hint?: string,
  ) =>
    select({
      name,
      label,
      form: view,
      blank: '不填',
      options: optionsOf(keys, words),
      ...(hint === undefined ? {} : { hint }),
    })
  return html`<div>
    ${field('who', '您是', APPLICANTS, APPLICANT_WORDS)}
    ${field('size', '企业规模', SIZE_CLASSES, SIZE_WORDS, '按统计上的大中小微型划分')}
    ${field('field', '所属行业', SECTORS, SECTOR_WORDS)}
    ${field('place', '注册地', LOCATIONS, LOCATION_WORDS)}
  </div>`
}

function figures(view: FormView): Html {
  return html`<div>
    ${textInput({
      name: 'years',
      label: '已成立几年',
      hint: '满一年算一年，不满一年填0',
      form: view,
      width: '5',
      inputmode: 'numeric',
      suffix: '年',
    })}
    ${textInput({
      name: 'turnover',
      label: '上年度营业收入',
      form: view,
      width: '10',
      inputmode: 'decimal',
      suffix: '万元',
    })}
    ${textInput({
      name: 'staff',
      label: '职工人数',
      form: view,
      width: '5',
      inputmode: 'numeric',
      suffix: '人',
    })}
  </div>`
}

function titles(view: FormView): Html {
  return checkboxes({
    name: 'has',
    label: '已有的资质、称号',
    hint: '有的都选上；一项都没有的，选“都没有”',
    form: view,
    options: [...optionsOf(CERTIFICATIONS, CERTIFICATION_WORDS), { value: NONE, text: '都没有' }],
  })
}

function optionsOf<K extends string>(
  keys: readonly K[],
  words: Readonly<Record<K, string>>,
): Option[] {
  return keys.map((value) => ({ value, text: words[value] }))
}

function viewOf(answers: Answers): FormView {
  const { applicant, size, sector, location, years, turnover, staff, certifications, needs } =
    answers
  return formView({
    who: applicant,
    size,
    field: sector,
    place: location,
    years,
    turnover,
    staff,
    has: certifications?.length === 0 ? [NONE] : certifications && [...certifications],
    need: needs && [...needs],
  })
}
