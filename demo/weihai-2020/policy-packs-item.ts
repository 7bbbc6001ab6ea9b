import type { Criteria } from '../../src/domain/policy-packs/criteria.ts'
import type { HandlingMode } from '../../src/domain/policy-packs/vocabulary.ts'

/** An item of the demo's pack; everything in it is invented, and its title says so. */
export interface DemoItem {
  readonly title: string
  /** 惠及对象 */
  readonly serves: string
  readonly conditions: readonly string[]
  readonly asks: Partial<Criteria>
  /** 材料名称|说明 */
  readonly bring: readonly string[]
  /** the usual ones of its mode when left out */
  readonly steps?: readonly string[]
  /** 兑现标准 */
  readonly gives: string
  readonly within: string
  readonly mode: HandlingMode
  /** 依据|条款 */
  readonly basis: readonly string[]
  readonly until?: string
}

export interface DemoGroup {
  readonly name: string
  readonly about: string
  readonly place: string
  readonly items: readonly DemoItem[]
}

export const from = (min: number) => ({ min, max: null })
export const upTo = (max: number) => ({ min: null, max })
export const between = (min: number, max: number) => ({ min, max })
