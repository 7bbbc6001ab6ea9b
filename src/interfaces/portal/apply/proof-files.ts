/**
 * 身份证明、授权委托书 on their way: received and checked the moment they are sent, held by a sealed ticket in the form,
 * and kept only when the application is submitted. What nobody submits goes by itself.
 */
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../../platform/database/database.ts'
import { inTransaction } from '../../../platform/database/database.ts'
import { fileTicket, findTicketedFile } from '../../../platform/files/file-tickets.ts'
import { keepFile, receiveFile, type Files } from '../../../platform/files/files.ts'
import type { StoredFile } from '../../../platform/files/stored-file.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { insertProof, type ProofKind } from '../../../domain/requests/online/proofs.ts'
import type { FileUploadLimits } from '../../../platform/web/file-uploads.ts'
import { MEGABYTE } from '../../../platform/web/uploads.ts'
import { valuesOf } from '../../../platform/web/forms.ts'
import type { PortalServices } from '../services.ts'
import { viewOf, type FormValues } from './form-state.ts'

export const PROOF_LIMITS: FileUploadLimits = {
  maxBytes: 10 * MEGABYTE,
  maxFiles: 6,
  kinds: ['jpeg', 'png', 'pdf'],
}
export const PROOF_ENDINGS = ['.jpg', '.jpeg', '.png', '.pdf'] as const
const MOST_OF_A_KIND = 3

/** The field that holds the tickets, the field that sends a file, and what it proves. */
export const PROOF_FIELDS = [
  { tickets: 'identityProof', upload: 'identityFile', kind: 'identity' },
  { tickets: 'authorisation', upload: 'authorisationFile', kind: 'authorisation' },
] as const satisfies readonly { tickets: string; upload: string; kind: ProofKind }[]
export type ProofTickets = (typeof PROOF_FIELDS)[number]['tickets']

export interface HeldProof {
  readonly ticket: string
  readonly file: StoredFile
}
export type HeldProofs = Readonly<Record<ProofTickets, readonly HeldProof[]>>

/** The uploads that the form's tickets still stand for; one that has expired is left out, and asked for again. */
export async function findHeldProofs(
  { files, db, clock }: PortalServices,
  values: FormValues,
): Promise<HeldProofs> {
  const found = async (field: ProofTickets): Promise<HeldProof[]> => {
    const tickets = valuesOf(viewOf(values), field).slice(0, MOST_OF_A_KIND)
    const held = tickets.map(async (ticket) => {
      const file = await findTicketedFile(files, db, ticket, clock())
      return file && { ticket, file }
    })
    return (await Promise.all(held)).filter((one) => one !== undefined)
  }
  return {
    identityProof: await found('identityProof'),
    authorisation: await found('authorisation'),
  }
}

/** A day and an hour: longer than the form itself is good for. */
const HELD_FOR = { hours: 25 }

/** Takes in the files sent with this page; what is wrong with one stands beside its field. */
export async function receiveProofs(
  { files, db, clock }: PortalServices,
  { fileUploads }: FastifyRequest,
  values: FormValues,
): Promise<{ readonly values: FormValues; readonly problems: readonly Problem[] }> {
  const now = clock()
  const next: Record<string, string | readonly string[]> = { ...values }
  const problems = [...fileUploads.problems]
  for (const { field, file: staged } of fileUploads.staged) {
    const tickets = PROOF_FIELDS.find(({ upload }) => upload === field)?.tickets
    if (tickets === undefined) continue
    const held = valuesOf(viewOf(next), tickets)
    if (held.length >= MOST_OF_A_KIND) {
      problems.push({ at: field, message: `每种材料最多上传${MOST_OF_A_KIND}个文件` })
      continue
    }
    const file = await inTransaction(db, (tx) =>
      receiveFile(files, tx, staged, now, now.add(HELD_FOR)),
    )
    next[tickets] = [...held, fileTicket(files, file)]
  }
  return { values: next, problems }
}

/** Puts the held files to a case; called in the transaction that registers it. */
export function keepProofs(files: Files, held: HeldProofs, agent: boolean) {
  return async (tx: Tx, requestId: number): Promise<void> => {
    for (const { tickets, kind } of PROOF_FIELDS) {
      if (kind === 'authorisation' && !agent) continue
      for (const { file } of held[tickets]) {
        await keepFile(files, tx, file.id)
        await insertProof(tx, { requestId, fileId: file.id, kind })
      }
    }
  }
}
