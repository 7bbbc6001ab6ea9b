export const cataloguePaths = {
  catalogue: '/catalogue',
  /** @param agency slug of the body whose rows alone are wanted */
  catalogueIn: (branch: string, agency?: string) =>
    `/catalogue?branch=${encodeURIComponent(branch)}${agency ? `&agency=${encodeURIComponent(agency)}` : ''}`,
  villages: '/villages',
  village: (slug: string) => `/villages/${encodeURIComponent(slug)}`,
  villageSheet: (slug: string) => `/villages/${encodeURIComponent(slug)}/sheet.pdf`,
} as const
