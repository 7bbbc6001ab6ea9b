/** A file from elsewhere as a document of ours. */
export interface ForeignDocument {
  /** by our allow-list, ready for an edition */
  readonly bodyHtml: string
  /** made by us of nothing but text: there is nothing to clean */
  readonly isClean?: true
  /** what the file itself says it is called, where it does */
  readonly title?: string | undefined
  /** the heading that the title was read from, where it was taken off the body */
  readonly heading?: string | undefined
  /** of a file that has pages */
  readonly pages?: readonly { readonly page: number; readonly text: string }[]
}
