import { parseCleanup } from '../../../domain/policies/cleanups/cleanup.ts'
import { resultsInWords } from '../../../domain/policies/cleanups/result-lists.ts'
import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { normativePath } from '../policies/addresses.ts'
import type { PortalServices } from '../services.ts'

/** 清理结果: the sum, and the lists as they are today and were on the day of the notice. */
export async function showCleanup(
  _: PortalServices,
  document: PublicDocument,
): Promise<Html | undefined> {
  const results = parseCleanup(document.structure)
  if (!results) return undefined
  const on = dayOf(document.publishedAt).toString()
  return inset(
    html`这次清理了${results.results.length}件文件：${resultsInWords(results)}。${link('公布之日有效的规范性文件', normativePath({ on }))}，${link('今天有效的规范性文件', normativePath())}。`,
  )
}
