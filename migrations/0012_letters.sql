-- 文书：模板、编号前缀和救济途径等设置、每一份文书及其各稿

-- An agency's own wording of a letter. Append-only; title and body null: back to the wording that comes with the product.
create table letter_templates (
  id bigint generated always as identity primary key,
  agency_id integer not null references agencies,
  template text not null,
  version integer not null check (version > 0),
  title text,
  body text,
  valid_from date not null,
  note text not null,
  adopted_by integer not null references users,
  adopted_at timestamptz not null,
  unique (agency_id, template, version),
  check ((title is null) = (body is null))
);
create trigger letter_templates_append_only before update or delete on letter_templates
  for each row execute function refuse_change();
create trigger letter_templates_no_truncate before truncate on letter_templates
  for each statement execute function refuse_change();

-- Facts about the agency that only its letters state: number prefixes, body of reconsideration, way of paying.
create table letter_settings (
  agency_id integer primary key references agencies,
  settings jsonb not null check (jsonb_typeof(settings) = 'object'),
  updated_by integer references users,
  updated_at timestamptz not null
);

create table letters (
  id bigint generated always as identity primary key,
  request_id bigint not null references requests,
  agency_id integer not null references agencies,
  letter text not null,
  template text not null,
  -- which act of the case it tells of: e4 the fourth event, l7 the seventh letter; empty for none
  about text not null,
  state text not null check (state in ('draft', 'final', 'discarded')),
  last_version integer not null check (last_version > 0),
  created_by integer not null references users,
  created_at timestamptz not null,
  dated_on date,
  series text,
  prefix text,
  year integer,
  number integer,
  finalised_by integer references users,
  finalised_at timestamptz,
  unique (agency_id, series, year, number),
  check ((state = 'final') = (finalised_at is not null)),
  check ((number is null) = (prefix is null) and (number is null) = (year is null) and (number is null) = (series is null))
);
create index letters_request on letters (request_id, id);

-- Every version of a letter's text, sealed: it names people. The last one of a final letter is what was sent.
create table letter_versions (
  letter_id bigint not null references letters,
  version integer not null check (version > 0),
  sealed text not null,
  -- of everything the letter shows
  sha256 bytea not null check (length(sha256) = 32),
  written_by integer not null references users,
  written_at timestamptz not null,
  primary key (letter_id, version)
);
create trigger letter_versions_append_only before update or delete on letter_versions
  for each row execute function refuse_change();
create trigger letter_versions_no_truncate before truncate on letter_versions
  for each statement execute function refuse_change();

create function guard_letter() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception '文书不得删除' using errcode = 'restrict_violation';
  end if;
  if old.state <> 'draft' then
    raise exception '已定稿或者作废的文书不得改动' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger letters_guard before update or delete on letters
  for each row execute function guard_letter();
create trigger letters_no_truncate before truncate on letters
  for each statement execute function refuse_change();

create function guard_letter_version() returns trigger language plpgsql as $$
begin
  if (select state from letters where id = new.letter_id) <> 'draft' then
    raise exception '已定稿或者作废的文书不得改动' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger letter_versions_guard before insert on letter_versions
  for each row execute function guard_letter_version();
