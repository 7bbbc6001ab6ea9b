-- 出门闸：文字、要素和每个附件都查过，查出的处理过，数据库才放行

create table edition_clearances (
  id bigint generated always as identity primary key,
  edition_id bigint not null references editions,
  content_hash bytea not null,
  -- which rules looked
  scanner text not null check (scanner <> ''),
  -- [{place, fileId, kind, where, message}]; a message never holds a whole number of a person
  findings jsonb not null check (jsonb_typeof(findings) = 'array'),
  -- clear: nothing found; blocked: something found; unreadable: something could not be looked into; accepted: what was
  -- found may go out, by somebody who did not write it
  outcome text not null check (outcome in ('clear', 'accepted', 'blocked', 'unreadable')),
  -- 送审人的说明
  explanation text not null default '',
  scanned_at timestamptz not null,
  decided_by integer references users,
  decided_at timestamptz,
  reason text not null default '',
  check ((outcome = 'accepted') = (decided_by is not null)),
  check ((decided_by is null) = (decided_at is null)),
  check (outcome <> 'accepted' or reason <> ''),
  check (outcome <> 'clear' or findings = '[]'),
  check (outcome not in ('blocked', 'accepted', 'unreadable') or findings <> '[]')
);
create index edition_clearances_edition on edition_clearances (edition_id, id desc);
create trigger edition_clearances_append_only before update or delete on edition_clearances
  for each row execute function refuse_change();

-- A clearance is of what stands in the edition now; only what was found, and could be read, can be accepted.
create function guard_clearance() returns trigger language plpgsql as $$
declare
  e editions;
  last edition_clearances;
begin
  select * into e from editions where id = new.edition_id;
  if new.content_hash <> e.content_hash then
    raise exception '检查的不是现在的内容' using errcode = 'check_violation';
  end if;
  if new.outcome = 'accepted' then
    select * into last from edition_clearances c
    where c.edition_id = new.edition_id and c.content_hash = new.content_hash order by c.id desc limit 1;
    if last.outcome is distinct from 'blocked' or last.findings <> new.findings or last.scanner <> new.scanner then
      raise exception '只能就查出的问题作出处理' using errcode = 'check_violation';
    end if;
    if new.decided_by = e.drafted_by or new.decided_by = any (e.contributors) then
      raise exception '起草人不得处理对本人文件的检查结果' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger edition_clearances_guard before insert on edition_clearances
  for each row execute function guard_clearance();

-- The newest word on exactly this content.
create function is_cleared(edition bigint, hash bytea) returns boolean language sql stable as $$
  select coalesce((
    select c.outcome in ('clear', 'accepted') from edition_clearances c
    where c.edition_id = edition and c.content_hash = hash order by c.id desc limit 1
  ), false)
$$;

-- Beside guard_edition: what went out before there was a gate stays where it is.
create function guard_edition_clearance() returns trigger language plpgsql as $$
begin
  if not is_cleared(new.id, edition_content_hash(new)) then
    raise exception '没有通过出门检查，或者检查后内容有改动，不得发布' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger editions_pass_gate_insert before insert on editions
  for each row when (new.state in ('published', 'scheduled')) execute function guard_edition_clearance();
create trigger editions_pass_gate before update on editions
  for each row when (
    new.state in ('published', 'scheduled')
    -- editions_guard, which comes first, has computed the hash of what is written now
    and (old.state is distinct from new.state or old.content_hash is distinct from new.content_hash)
  )
  execute function guard_edition_clearance();
