import { subNavigation } from '../../platform/web/components/navigation.ts'
import type { Html } from '../../platform/web/html.ts'
import { officePaths } from './paths.ts'

/** The pages of 机构设置. */
export function settingsTabs(current: 'law' | 'site'): Html {
  return subNavigation({
    label: '机构设置',
    items: [
      { text: '审签流程和法律事项', href: officePaths.settings, current: current === 'law' },
      { text: '网站与联系方式', href: officePaths.siteSettings, current: current === 'site' },
    ],
  })
}
