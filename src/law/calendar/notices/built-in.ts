import type { HolidayNotice } from '../notice.ts'
import { notice2019 } from './2019.ts'
import { notice2020 } from './2020.ts'
import { notice2021 } from './2021.ts'
import { notice2022 } from './2022.ts'
import { notice2023 } from './2023.ts'
import { notice2024 } from './2024.ts'
import { notice2025 } from './2025.ts'
import { notice2026 } from './2026.ts'

/** The notices Mingqu ships with. A later year, or an adjustment, is imported: `mingqu calendar add FILE`. */
export const builtInNotices: readonly HolidayNotice[] = [
  notice2019,
  notice2020,
  notice2021,
  notice2022,
  notice2023,
  notice2024,
  notice2025,
  notice2026,
]
