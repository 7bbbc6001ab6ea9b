import { findTicketedFile } from '../../../../platform/files/file-tickets.ts'
import type { StoredFile } from '../../../../platform/files/stored-file.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import { formView, valueOf } from '../../../../platform/web/forms.ts'
import type { OfficeServices } from '../../services.ts'

/** The hidden field that carries the imported file through a form that comes back. */
const FIELD = 'original'

export function hiddenOriginal(body: unknown): Readonly<Record<string, string>> {
  const ticket = valueOf(formView(body), FIELD)
  return ticket === '' ? {} : { [FIELD]: ticket }
}

/** @throws Refusal `stale` when the file has gone meanwhile */
export async function findOriginal(
  { db, files, clock }: OfficeServices,
  body: unknown,
): Promise<StoredFile | undefined> {
  const ticket = valueOf(formView(body), FIELD)
  if (ticket === '') return undefined
  const found = await findTicketedFile(files, db, ticket, clock())
  if (found) return found
  // said once: the next attempt saves without it
  if (body !== null && typeof body === 'object') Reflect.deleteProperty(body, FIELD)
  throw new Refusal(
    'stale',
    '导入的原文件已经过期，不能附上。请再按一次保存，然后在附件里重新上传原文件。',
  )
}
