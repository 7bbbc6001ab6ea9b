-- 表二的登记簿：事项、处理决定、收费、采购；以及年度报告

-- 事项: what the agency may license, punish, coerce, charge or serve; counted as a stock with dated changes
create table register_items (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  kind text not null check (kind in ('licensing', 'other_services', 'penalty', 'coercion', 'fees')),
  name text not null check (name <> ''),
  basis text not null default '',
  since date not null,
  ended_on date,
  recorded_by integer references users,
  recorded_at timestamptz not null,
  check (ended_on is null or ended_on >= since)
);
create index register_items_agency on register_items (agency_id, kind);

-- 处理决定: counts for a period inside one year. No entry means that nothing was recorded: a blank, not a zero.
create table register_decisions (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  kind text not null check (kind in ('licensing', 'other_services', 'penalty', 'coercion')),
  period_from date not null,
  period_to date not null,
  decisions integer not null check (decisions >= 0),
  note text not null default '',
  recorded_by integer references users,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by integer references users,
  check (period_from <= period_to and extract(year from period_from) = extract(year from period_to))
);
create index register_decisions_agency on register_decisions (agency_id, period_from);

-- 行政事业性收费 received, in 元
create table register_fee_income (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  item text not null,
  received_on date not null,
  amount_yuan numeric(16, 2) not null check (amount_yuan >= 0),
  note text not null default '',
  recorded_by integer references users,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by integer references users
);
create index register_fee_income_agency on register_fee_income (agency_id, received_on);

-- 政府集中采购 projects, in 元
create table register_procurement (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  project text not null,
  contracted_on date not null,
  amount_yuan numeric(16, 2) not null check (amount_yuan >= 0),
  recorded_by integer references users,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by integer references users
);
create index register_procurement_agency on register_procurement (agency_id, contracted_on);

create table annual_reports (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  year integer not null check (year between 2008 and 2100),
  format text not null check (format in ('2019', '2021')),
  status text not null default 'open' check (status in ('open', 'locked')),
  -- the edited sections: {intro, general, problems, other} as plain paragraphs
  narrative jsonb not null default '{}' check (jsonb_typeof(narrative) = 'object'),
  -- the whole report as it stood when locked, and its SHA-256
  snapshot jsonb,
  snapshot_hash bytea,
  locked_at timestamptz,
  locked_by integer references users,
  published_at timestamptz,
  version integer not null default 1,
  unique (agency_id, year),
  check ((status = 'locked') = (snapshot is not null)),
  check ((snapshot is null) = (snapshot_hash is null)),
  check (published_at is null or status = 'locked')
);

create table annual_report_events (
  report_id integer not null references annual_reports,
  seq integer not null,
  type text not null check (type in ('opened', 'narrative-saved', 'locked', 'unlocked', 'published')),
  at timestamptz not null,
  actor_id integer references users,
  reason text not null default '',
  snapshot_hash bytea,
  primary key (report_id, seq)
);
create trigger annual_report_events_append_only before update or delete on annual_report_events
  for each row execute function refuse_change();
