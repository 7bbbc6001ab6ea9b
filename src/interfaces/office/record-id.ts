import { Refusal } from '../../platform/kernel/refusal.ts'

/** The number in an address. @throws Refusal `not-found` for anything that is no record number */
export function recordId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Refusal('not-found', '没有找到这条记录。')
  return Number(text)
}
