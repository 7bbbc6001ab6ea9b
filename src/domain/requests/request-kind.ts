/** What stands in the one register: 依申请公开, and 更正 of one's own record, which the annual report does not count. */
export const REQUEST_KINDS = ['application', 'rectification'] as const

export type RequestKind = (typeof REQUEST_KINDS)[number]
