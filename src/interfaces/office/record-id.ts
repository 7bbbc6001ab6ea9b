import { Refusal } from '../../platform/kernel/refusal.ts'

/** The largest number a table of the office gives out. */
const LARGEST = 2_147_483_647

/** The number in an address. @throws Refusal `not-found` for anything that is no record number */
export function recordId(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > LARGEST)
    throw new Refusal('not-found', '没有找到这条记录。')
  return Number(text)
}
