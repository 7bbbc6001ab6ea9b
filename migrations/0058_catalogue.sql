-- 主动公开事项目录：条目有多个时点的内容，调整有理由和日期，由他人核定；文件挂在条目上

create table catalogue_adjustments (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  state text not null default 'draft' check (state in ('draft', 'adopted', 'abandoned')),
  title text not null check (title <> ''),
  reason text not null check (reason <> ''),
  -- 调整自哪天起算
  effective_on date not null,
  drafted_by integer not null references users,
  adopted_by integer references users,
  created_at timestamptz not null,
  adopted_at timestamptz,
  version integer not null default 1,
  check ((state = 'adopted') = (adopted_at is not null and adopted_by is not null)),
  -- 自己拟的自己不核定
  check (adopted_by is distinct from drafted_by)
);
create index catalogue_adjustments_agency on catalogue_adjustments (agency_id, id desc);

create table catalogue_items (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  -- 序号 that people cite; it stays with the item
  code text not null check (code <> ''),
  unique (agency_id, code)
);

-- What the adjustment does; applied when it is adopted
create table catalogue_changes (
  id integer generated always as identity primary key,
  adjustment_id integer not null references catalogue_adjustments on delete cascade,
  item_id integer references catalogue_items,
  act text not null check (act in ('add', 'change', 'end')),
  code text not null default '',
  content jsonb not null default '{}' check (jsonb_typeof(content) = 'object'),
  check ((act = 'add') = (item_id is null)),
  unique (adjustment_id, item_id)
);
create unique index catalogue_changes_new_code on catalogue_changes (adjustment_id, code) where act = 'add';

-- An item as it stood from a day to a day
create table catalogue_rows (
  item_id integer not null references catalogue_items,
  number integer not null check (number > 0),
  adjustment_id integer not null references catalogue_adjustments,
  -- first and last day in force; null: still
  valid_from date not null,
  valid_to date,
  -- 法定主动公开内容 or 基层政务公开领域
  part text not null check (part in ('statutory', 'grassroots')),
  -- 条例 code (20.7, 21.t3) or the field's name: the tree's first storey
  branch text not null check (branch <> ''),
  level_one text not null check (level_one <> ''),
  level_two text not null default '',
  content text not null default '',
  basis text[] not null default '{}',
  limit_words text not null default '',
  limit_rule jsonb not null check (jsonb_typeof(limit_rule) = 'object'),
  at_least_every_months integer check (at_least_every_months between 1 and 60),
  -- 公开主体: the unit that owes it, and how the table names it
  owner_id integer not null references agencies,
  owner_words text not null default '',
  -- channel → must | may
  channels jsonb not null default '{}' check (jsonb_typeof(channels) = 'object'),
  -- 公开对象: '' is 全社会, otherwise the group
  audience text not null default '',
  manner text not null default 'proactive' check (manner in ('proactive', 'on-request')),
  levels text[] not null default '{}' check (levels <@ array['county', 'township', 'village']),
  note text not null default '',
  position integer not null default 0,
  primary key (item_id, number),
  check (valid_to is null or valid_to >= valid_from)
);
create unique index catalogue_rows_in_force on catalogue_rows (item_id) where valid_to is null;
create index catalogue_rows_owner on catalogue_rows (owner_id) where valid_to is null;

-- A row in force changes only by being ended; what it said stays.
create function guard_catalogue_row() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception '目录条目不得删除' using errcode = 'restrict_violation'; end if;
  if old.valid_to is not null or to_jsonb(new) - 'valid_to' is distinct from to_jsonb(old) - 'valid_to' then
    raise exception '目录条目只能通过调整改变' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger catalogue_rows_guard before update or delete on catalogue_rows
  for each row execute function guard_catalogue_row();

-- 挂接：文件兑现哪些条目
create table catalogue_bindings (
  document_id bigint not null references documents,
  item_id integer not null references catalogue_items,
  bound_by integer not null references users,
  bound_at timestamptz not null,
  primary key (document_id, item_id)
);
create index catalogue_bindings_item on catalogue_bindings (item_id, document_id);

-- 线下渠道的兑现：公示栏、入户、发布会……
create table catalogue_evidence (
  id integer generated always as identity primary key,
  item_id integer not null references catalogue_items,
  agency_id integer not null references agencies,
  channel text not null check (channel <> ''),
  -- 村居, where it hung
  village_id integer,
  done_on date not null,
  note text not null default '',
  file_id bigint references stored_files,
  recorded_by integer not null references users,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_reason text not null default '',
  check (voided_at is null or voided_reason <> '')
);
create index catalogue_evidence_item on catalogue_evidence (item_id, done_on desc) where voided_at is null;

-- 村居
create table villages (
  id integer generated always as identity primary key,
  -- 镇街
  agency_id integer not null references agencies,
  name text not null check (name <> ''),
  -- where its notice board hangs
  board_place text not null default '',
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,40}$'),
  position integer not null default 0,
  closed_on date,
  unique (agency_id, name)
);
alter table catalogue_evidence add constraint catalogue_evidence_village foreign key (village_id) references villages;
