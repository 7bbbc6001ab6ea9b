-- 答复的附件：随答复提供的政府信息文件；发出前须经公开检查；申请人在网上下载了什么

-- Files gathered for an answer. What the draft lists of them is part of the text that is reviewed and signed.
create table reply_attachments (
  id bigint generated always as identity primary key,
  request_id bigint not null references requests,
  agency_id integer not null references agencies,
  file_id bigint not null unique references stored_files,
  added_by integer not null references users,
  added_at timestamptz not null,
  check_state text not null check (check_state in ('unchecked', 'passed', 'findings', 'unreadable')),
  checked_at timestamptz,
  -- what was found may quote the file
  sealed_findings text,
  -- findings taken responsibility for, with the reason; signed together with the answer
  accepted_reason text not null default '',
  accepted_by integer references users,
  accepted_at timestamptz,
  removed_by integer references users,
  removed_at timestamptz,
  check ((check_state = 'unchecked') = (checked_at is null)),
  check ((accepted_at is null) = (accepted_by is null)),
  check ((accepted_at is null) = (accepted_reason = '')),
  check (accepted_at is null or check_state = 'findings'),
  check ((removed_at is null) = (removed_by is null))
);
create index reply_attachments_request on reply_attachments (request_id, id);

create function guard_reply_attachment() returns trigger language plpgsql as $$
begin
  if (new.request_id, new.agency_id, new.file_id, new.added_by, new.added_at)
    is distinct from (old.request_id, old.agency_id, old.file_id, old.added_by, old.added_at) then
    raise exception '附件的登记不能更改' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger reply_attachments_guard before update on reply_attachments
  for each row execute function guard_reply_attachment();

-- Every attachment that the signed draft lists lies here, is free of viruses, and passed or was answered for.
create function reply_files_are_released(request bigint, before_seq integer) returns boolean language sql stable as $$
  select not exists (
    select 1
    from (
      select e.payload from request_events e
      where e.request_id = request and e.seq < before_seq and e.type = 'reply-drafted'
      order by e.seq desc limit 1
    ) as last_draft,
    jsonb_array_elements(last_draft.payload -> 'draft' -> 'attachments') as listed
    where coalesce(listed -> 'release' ->> 'outcome', '') not in ('passed', 'accepted')
      or not exists (
        select 1 from reply_attachments a join stored_files f on f.id = a.file_id
        where a.request_id = request and a.removed_at is null
          and f.state = 'clean' and encode(f.sha256, 'hex') = listed ->> 'sha256'
      )
  )
$$;

create function guard_issued_files() returns trigger language plpgsql as $$
begin
  if not reply_files_are_released(new.request_id, new.seq) then
    raise exception '附件没有通过公开检查，答复不得发出' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger request_events_guard_files before insert on request_events
  for each row when (new.type = 'issued') execute function guard_issued_files();

-- What the applicant fetched on the tracking page, and when: it shows that a notice arrived. `attachment:7`, `letter:12`
create table applicant_downloads (
  request_id bigint not null references requests,
  what text not null check (what ~ '^(answer|(attachment|letter):[0-9]+)$'),
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null check (times > 0),
  primary key (request_id, what)
);
