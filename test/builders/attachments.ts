import { createFolderStore } from '../../src/platform/files/folder-store.ts'
import type { Files } from '../../src/platform/files/files.ts'
import { stageFile, type StagedFile } from '../../src/platform/files/stage-file.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import type { AttachmentDesk } from '../../src/domain/requests/letters/attachments/change-attachments.ts'
import { temporaryFolder } from '../cluster.ts'
import { testFiles } from './files.ts'

export const openTestFiles = (room: CaseRoom): Files => ({
  blobs: createFolderStore(temporaryFolder(), room.sealer.keyFor('files')),
  sealer: room.sealer,
  scanner: undefined,
})

/** Says of a file what its name says: 隐藏 has something hidden, 加密 cannot be read, anything else is clean. */
export function buildAttachmentDesk(room: CaseRoom): AttachmentDesk {
  return {
    room,
    files: openTestFiles(room),
    copies: {
      clean: async (_, bytes) => ({ bytes: Buffer.concat([bytes, Buffer.from('\n')]) }),
      masked: async () => ({ cannot: '这种文件不能自动遮盖。' }),
    },
    check: async (name) => {
      if (name.includes('加密')) return { state: 'unreadable', findings: [] }
      if (!name.includes('隐藏')) return { state: 'passed', findings: [] }
      const findings = [{ what: '隐藏的工作表', where: 'Sheet2', quote: '不应当给出的内容' }]
      return { state: 'findings', findings }
    },
  }
}

export function stagePdf(
  { files }: AttachmentDesk,
  name: string,
  inside = '',
): Promise<StagedFile> {
  return stageFile(files, { name, content: testFiles.pdf(inside) }, { maxBytes: 1_000_000 })
}
