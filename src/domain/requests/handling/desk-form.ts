/** The form of the desk: an application, and into how many cases it is entered. */
import { z } from 'zod'
import type { LawSettings } from '../../../law/settings.ts'
import { accepted, rejected, type Checked, type Problem } from '../../../platform/kernel/problem.ts'
import { optionalChoice, optionalText } from '../../../platform/web/form-fields.ts'
import { parseForm } from '../../../platform/web/forms.ts'
import { RegistrationForm } from './register-request.ts'

const MOST_PARTS = 20
const LONGEST_SUBJECT = 200

const PartsForm = z.object({
  /** 申请的是一项还是多项内容; asked where the office counts item by item */
  contents: optionalChoice('申请了几项内容', ['one', 'several']),
  parts: optionalText('各项内容的名称', { max: 5000 }),
})

export interface DeskForm {
  readonly form: RegistrationForm
  /** empty when it is one case */
  readonly subjects: readonly string[]
}

/**
 * Where an office counts item by item (`multiItemCounting`), an application with several contents is entered as several
 * cases, each with its own number, term and cell of the report; elsewhere that is the clerk's choice.
 */
export function parseDeskForm(body: unknown, settings: LawSettings): Checked<DeskForm> {
  const form = parseForm(RegistrationForm, body)
  const parts = parseForm(PartsForm, body)
  const typed = parts.ok ? parts.value : { contents: undefined, parts: undefined }
  const subjects = linesOf(typed.parts)
  const problems = [
    ...(form.ok ? [] : form.problems),
    ...(parts.ok ? checkParts(typed.contents, subjects, settings) : parts.problems),
  ]
  return form.ok && problems.length === 0
    ? accepted({ form: form.value, subjects })
    : rejected(problems)
}

function linesOf(text = ''): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function* checkParts(
  contents: 'one' | 'several' | undefined,
  subjects: readonly string[],
  { multiItemCounting }: LawSettings,
): Generator<Problem> {
  const isAsked = multiItemCounting === 'per-item'
  if (isAsked && contents === undefined) {
    yield { at: 'contents', message: '本机构按内容逐项计件，请选择申请了几项内容' }
  }
  if (isAsked && contents === 'several' && subjects.length < 2) {
    yield { at: 'parts', message: '请逐项填写各项内容的名称，每行一项' }
  }
  if (contents === 'one' && subjects.length > 0) {
    yield { at: 'parts', message: '只有一项内容的，这里不填' }
  }
  if (subjects.length === 1)
    yield { at: 'parts', message: '分项登记至少两项；只有一项的，这里不填' }
  if (subjects.length > MOST_PARTS) {
    yield { at: 'parts', message: `一次最多分成${MOST_PARTS}件` }
  }
  if (subjects.some((one) => one.length > LONGEST_SUBJECT)) {
    yield { at: 'parts', message: `每项不能超过${LONGEST_SUBJECT}个字` }
  }
}
