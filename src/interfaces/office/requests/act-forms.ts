/** Every step that has a form, in the order of a whole life. One page and one route serve them all. */
import type { ActForm } from './act-form.ts'
import { CONSULTATION_ACTS } from './consultation-acts.ts'
import { COURSE_ACTS } from './course-acts.ts'
import { ENDING_ACTS } from './ending-acts.ts'
import { RECTIFICATION_ACTS } from './rectification-acts.ts'
import { REPLY_ACTS } from './reply-acts.ts'

export const ACT_FORMS: readonly ActForm[] = [
  ...COURSE_ACTS,
  ...CONSULTATION_ACTS,
  ...REPLY_ACTS,
  ...RECTIFICATION_ACTS,
  ...ENDING_ACTS,
]
