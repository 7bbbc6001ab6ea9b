import { Refusal } from '../../kernel/refusal.ts'
import { POSTGRES_MAJOR } from './binaries.ts'

interface Symptom {
  readonly seen: RegExp
  readonly says: (path: string) => string
}

const SYMPTOMS: readonly Symptom[] = [
  {
    seen: /look up effective user ID|uv_os_get_passwd/i,
    says: () =>
      '当前用户在系统里没有账户（/etc/passwd 中没有这个编号），PostgreSQL 不能在其下运行。请换一个有账户的用户，或以 DATABASE_URL 指定一个服务器。',
  },
  {
    seen: /ENOSPC|No space left on device|Disk quota exceeded/i,
    says: (path) => `磁盘空间不足：${path}。请腾出空间后再启动；已有数据没有改动。`,
  },
  {
    seen: /EROFS|Read-only file system/i,
    says: (path) => `磁盘是只读的：${path}。请换一个可写的数据目录（MINGQU_DATA）。`,
  },
  {
    seen: /EACCES|EPERM|Permission denied|wrong ownership|could not change permissions/i,
    says: (path) =>
      `没有写入权限：${path}。请检查目录的所有者与权限，或换一个目录（MINGQU_DATA）。`,
  },
  {
    seen: /ENOTDIR|EEXIST|Not a directory/i,
    says: (path) => `数据目录的路径上有一个文件，不是目录：${path}。`,
  },
  {
    seen: /incompatible with server|initialized by PostgreSQL version/i,
    says: (path) =>
      `${path} 是另一个版本的 PostgreSQL 建的，本程序用的是 ${POSTGRES_MAJOR}。请用建它的版本导出备份，再用 mingqu restore 恢复。`,
  },
  {
    seen: /error while loading shared libraries|ENOEXEC|ENOENT/i,
    says: () => 'PostgreSQL 程序不能在这台机器上运行（文件或共享库缺失）。请重新执行 npm ci。',
  },
  {
    seen: /could not create (shared memory|semaphores)|Cannot allocate memory/i,
    says: () => '内存不足，PostgreSQL 无法启动。',
  },
]

/** One Chinese sentence for what kept PostgreSQL from starting, from an error or from its own output. */
export function startRefusal(cause: unknown, path: string): Refusal {
  if (cause instanceof Refusal) return cause
  const text = cause instanceof Error ? cause.message : String(cause)
  const symptom = SYMPTOMS.find(({ seen }) => seen.test(text))
  if (symptom !== undefined) return new Refusal('unavailable', symptom.says(path))
  const line = text
    .split('\n')
    .findLast((candidate) => /FATAL|PANIC|error/i.test(candidate))
    ?.trim()
  return new Refusal(
    'unavailable',
    `PostgreSQL 无法启动：${line ?? text.trim().slice(-300)}（${path}）`,
  )
}
