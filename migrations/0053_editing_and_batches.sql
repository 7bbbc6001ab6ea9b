-- 编辑与导入：发布前提示用的机关代字、词表和核对记录；成批导入

-- 机关代字属于哪个机关；一个代字可以由机关和它的办公室合用
create table organ_codes (
  agency_id integer not null references agencies,
  code text not null check (code <> ''),
  organ text not null check (organ <> ''),
  primary key (agency_id, code, organ)
);

-- 本机关自己的易错词、敏感词；advice 是改法或者说明
create table agency_words (
  agency_id integer not null references agencies,
  kind text not null check (kind in ('wrong', 'sensitive')),
  word text not null check (word <> ''),
  advice text not null default '',
  primary key (agency_id, kind, word)
);

-- 拿不准的提示由人核对：谁看过、认为不成问题。提示变了，核对就不再算数
create table edition_hint_checks (
  edition_id bigint not null references editions,
  -- rule and hash of the sentence
  hint text not null,
  checked_by integer not null references users,
  checked_at timestamptz not null,
  primary key (edition_id, hint)
);

-- 成批导入：文件和一张著录表，核对以后成为草稿，从不直接发布
create table import_batches (
  id bigint generated always as identity primary key,
  agency_id integer not null references agencies,
  name text not null check (name <> ''),
  state text not null default 'gathering' check (state in ('gathering', 'drafting', 'finished', 'discarded')),
  created_by integer not null references users,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index import_batches_agency on import_batches (agency_id, id desc);

create table import_batch_files (
  batch_id bigint not null references import_batches,
  file_id bigint not null references stored_files,
  -- what was read from it; null until then
  read_at timestamptz,
  header jsonb check (jsonb_typeof(header) = 'object'),
  body_html text,
  warnings text[] not null default '{}',
  -- why it could not be read
  problem text,
  primary key (batch_id, file_id)
);
create index import_batch_files_file on import_batch_files (file_id);

create table import_batch_rows (
  batch_id bigint not null references import_batches,
  -- of the line in the sheet
  number integer not null check (number > 0),
  file_name text not null,
  given jsonb not null check (jsonb_typeof(given) = 'object'),
  -- the draft it became, once
  edition_id bigint unique references editions,
  problem text,
  primary key (batch_id, number)
);
