/**
 * What a document's page shows beyond its text because of what it is. A kind without a line here is shown like any
 * document; a kind with one keeps its part in a file of its own beside this.
 */
import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import type { EditionKind } from '../../../domain/publications/structures/kinds.ts'
import type { Html } from '../../../platform/web/html.ts'
import type { PortalServices } from '../services.ts'
import { showConsultation } from './consultation.ts'
import { showReply } from './proposal-reply.ts'
import { showCleanup } from './cleanup-result.ts'
import { showStanding } from './document.ts'
import { showInterpretation } from './interpretation.ts'
import { showPolicy } from './policy.ts'
import { showQuestion } from './policy-question.ts'

/** Stands between the header and the text; undefined when there is nothing to say today. */
export type KindPart = (
  services: PortalServices,
  document: PublicDocument,
  today: Temporal.PlainDate,
) => Promise<Html | undefined>

const KINDS: Partial<Record<EditionKind, KindPart>> = {
  document: showStanding,
  interpretation: showInterpretation,
  'policy-question': showQuestion,
  'cleanup-result': showCleanup,
  'policy-item': showPolicy,
  'policy-pack': showPolicy,
  'proposal-reply': showReply,
  consultation: showConsultation,
}

export async function showKind(
  services: PortalServices,
  document: PublicDocument,
  today: Temporal.PlainDate,
): Promise<Html | undefined> {
  return KINDS[document.kind]?.(services, document, today)
}
