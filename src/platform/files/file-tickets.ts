import type { Db, Tx } from '../database/database.ts'
import type { Files } from './files.ts'
import { storedFile, type StoredFile } from './stored-file.ts'

const PREFIX = 'file-ticket '

/** For a hidden field of a form that comes back: lets its sender, and nobody who guesses numbers, claim the upload. */
export function fileTicket({ sealer }: Files, { id }: Pick<StoredFile, 'id'>): string {
  return sealer.seal(`${PREFIX}${id}`)
}

/** The upload a ticket is for, while nobody has claimed it and it has not expired. */
export async function findTicketedFile(
  { sealer }: Files,
  db: Db | Tx,
  ticket: string,
  now: Temporal.Instant,
): Promise<StoredFile | undefined> {
  const id = parseTicket(sealer, ticket)
  if (id === undefined) return undefined
  const row = await db
    .selectFrom('stored_files')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .where('state', '<>', 'refused')
    .executeTakeFirst()
  return row && storedFile(row, sealer)
}

function parseTicket(sealer: Files['sealer'], ticket: string): number | undefined {
  try {
    const text = sealer.open(ticket)
    return text.startsWith(PREFIX) ? Number(text.slice(PREFIX.length)) : undefined
  } catch {
    return undefined
  }
}
