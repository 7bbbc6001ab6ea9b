/** 身份证明、授权委托书 of an online application: which stored file proves what. The bytes are sealed elsewhere. */
import type { Db, Tx } from '../../../platform/database/database.ts'

export type ProofKind = 'identity' | 'authorisation'

export interface Proof {
  readonly fileId: number
  readonly kind: ProofKind
}

export async function insertProof(
  tx: Tx,
  { requestId, fileId, kind }: Proof & { readonly requestId: number },
): Promise<void> {
  await tx
    .insertInto('application_proofs')
    .values({ request_id: requestId, file_id: fileId, kind })
    .execute()
}

export async function listProofs(db: Db | Tx, requestId: number): Promise<Proof[]> {
  const rows = await db
    .selectFrom('application_proofs')
    .select(['file_id', 'kind'])
    .where('request_id', '=', requestId)
    .orderBy('kind', 'desc')
    .orderBy('file_id')
    .execute()
  return rows.map(({ file_id, kind }) => ({ fileId: file_id, kind: kind as ProofKind }))
}
