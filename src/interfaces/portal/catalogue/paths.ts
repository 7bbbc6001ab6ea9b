export const cataloguePaths = {
  catalogue: '/catalogue',
  catalogueIn: (branch: string) => `/catalogue?branch=${encodeURIComponent(branch)}`,
  villages: '/villages',
  village: (slug: string) => `/villages/${encodeURIComponent(slug)}`,
  villageSheet: (slug: string) => `/villages/${encodeURIComponent(slug)}/sheet.pdf`,
} as const
