import type { TestApp } from '../app.ts'

/** Words of a reader that nobody outside the office reads, and the contact that stays sealed. */
export const REPORTED = {
  kind: 'wording',
  text: '只在办公室能看到的纠错',
  contact: '13912345670',
} as const

type Fields = Readonly<Record<string, string>>

/**
 * As a reader does, in a minute of the day.
 * @returns the reader's number, as printed
 */
export async function reportTo(app: TestApp, at: string, form: Fields = {}): Promise<string> {
  app.setNow(`${at}:00`)
  const reader = app.visitor()
  const { body } = await reader.get('/correction')
  const ticket = /name="ticket" value="([^"]+)"/.exec(body)?.[1] ?? ''
  app.setNow(`${at}:30`)
  const place = form['about'] === undefined ? { place: '首页' } : {}
  const answer = await reader.post('/correction', { ...REPORTED, ...place, ...form, ticket })
  if (answer.statusCode !== 200) throw new Error(`the report was answered ${answer.statusCode}`)
  return /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(answer.body)![0]
}

export async function lastCorrection({ db }: TestApp): Promise<number> {
  const row = db.selectFrom('corrections').select('id').orderBy('id', 'desc').limit(1)
  return (await row.executeTakeFirstOrThrow()).id
}
