-- 机构、人员、会话与操作日志

create extension if not exists pg_trgm;

-- A body that discloses and reports in its own name (行政机关), or a unit that files with one.
create table agencies (
  id integer generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  name text not null unique,
  short_name text not null,
  -- 统一社会信用代码; front part of 索引号 unless index_prefix says otherwise (a zone's office issues under the zone's code)
  uscc text unique check (uscc ~ '^[0-9A-Z]{18}$'),
  index_prefix text check (index_prefix ~ '^[0-9A-Z-]{9,18}$'),
  kind text not null check (kind in ('government', 'department', 'township', 'institution')),
  -- the body it files its cases and reports with (条例 第三条、第四条)
  supervisor_id integer references agencies,
  reports_annually boolean not null default true,
  address text not null default '',
  postcode text not null default '',
  phone text not null default '',
  fax text not null default '',
  email text not null default '',
  office_hours text not null default '',
  website text not null default '',
  site_code text not null default '',
  -- prefix of letter numbers, e.g. 威高公复
  letter_prefix text not null default '',
  -- overrides of law settings (Appendix of open questions), name → value
  law_settings jsonb not null default '{}' check (jsonb_typeof(law_settings) = 'object'),
  position integer not null default 0,
  created_at timestamptz not null default now()
);

create table users (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  username text not null unique check (username ~ '^[a-z0-9._-]{2,40}$'),
  display_name text not null check (display_name <> ''),
  password_hash text not null,
  roles text[] not null check (
    cardinality(roles) > 0
    and roles <@ array['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'admin', 'auditor']
  ),
  active boolean not null default true,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);

create table sessions (
  -- SHA-256 of the cookie's token: a stolen table opens no session
  token_hash bytea primary key,
  user_id integer not null references users,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);

-- One-time link that creates the first administrator of an empty installation
create table setup_tokens (
  token_hash bytea primary key,
  created_at timestamptz not null,
  used_at timestamptz
);

-- Who did what; hash-chained like the cases. No personal data in `detail`.
create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id integer references users,
  actor_name text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}',
  previous_hash bytea,
  hash bytea not null
);
create index audit_log_subject on audit_log (subject, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% 只增不改', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function refuse_change();
create trigger audit_log_no_truncate before truncate on audit_log
  for each statement execute function refuse_change();

-- State Council notices imported after release, beside those that come with the product
create table calendar_notices (
  year integer primary key,
  notice jsonb not null,
  imported_at timestamptz not null default now()
);
